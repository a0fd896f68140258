package dev.stitch.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.keys.KeyRing;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class CodecTest extends ApiTest {

  private static final String PLAIN =
      json("{'payloads':[{'metadata':{'encoding':'anNvbi9wbGFpbg=='},'data':'ImhlbGxvIg=='}]}");

  @Inject ApiKeyRepository keys;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.codec-key", KeyRing.fresh());
    properties.put("stitch.temporal.ui", "http://localhost:8233/somewhere");
    return properties;
  }

  @Test
  void payloadsAreEncryptedAndDecryptedForOperators() {
    String operator = key(Role.OPERATOR);

    Answer encoded = post("/api/codec/encode", PLAIN, "Authorization", operator);
    assertThat(encoded.status()).as(encoded.text()).isEqualTo(200);
    assertThat(encoded.at("/payloads/0/metadata/encoding").textValue())
        .isEqualTo("YmluYXJ5L2VuY3J5cHRlZA==");
    assertThat(encoded.text()).doesNotContain("ImhlbGxvIg");

    Answer decoded = post("/api/codec/decode", encoded.text(), "Authorization", operator);
    assertThat(decoded.at("/payloads/0/data").textValue()).isEqualTo("ImhlbGxvIg==");
    assertThat(post("/api/codec/decode", PLAIN, "Authorization", operator).at("/payloads/0/data"))
        .isEqualTo(decoded.at("/payloads/0/data"));
  }

  @Test
  void nobodyElseIsAnswered() {
    assertThat(post("/api/codec/decode", PLAIN).status()).isEqualTo(401);
    assertThat(post("/api/codec/decode", PLAIN, "Authorization", key(Role.VIEWER)).status())
        .isEqualTo(403);
  }

  @Test
  void whatIsNoPayloadIsRefused() {
    String operator = key(Role.OPERATOR);
    for (String wrong :
        new String[] {
          json("{'payloads':7}"),
          json("{'other':[]}"),
          json("{'payloads':[{'metadata':{'encoding':'YmluYXJ5L2VuY3J5cHRlZA=='},'data':'AAAA'}]}")
        }) {
      Answer answer = post("/api/codec/decode", wrong, "Authorization", operator);
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    }
  }

  @Test
  void onlyTheConfiguredPageMayAskFromABrowser() {
    String ui = "http://localhost:8233";
    String operator = key(Role.OPERATOR);

    Answer preflight =
        send(
            "OPTIONS",
            "/api/codec/decode",
            null,
            "Origin",
            ui,
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.status()).isLessThan(300);
    assertThat(preflight.header("access-control-allow-origin")).isEqualTo(ui);
    assertThat(preflight.header("access-control-allow-headers")).contains("Authorization");
    Answer answer = post("/api/codec/decode", PLAIN, "Authorization", operator, "Origin", ui);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(ui);

    Answer foreign =
        post(
            "/api/codec/decode",
            PLAIN,
            "Authorization",
            operator,
            "Origin",
            "http://localhost:9999");
    assertThat(foreign.header("access-control-allow-origin")).isNull();
    assertThat(
            send("OPTIONS", "/api/codec/decode", null, "Origin", "http://localhost:9999")
                .header("access-control-allow-origin"))
        .isNull();
    assertThat(
            get("/api/flows", "Authorization", operator, "Origin", ui)
                .header("access-control-allow-origin"))
        .isNull();
  }

  private String key(Role role) {
    return "Bearer " + keys.issue(role.text(), role, "test").secret();
  }
}
