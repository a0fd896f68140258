package dev.stitch.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class RateLimitsTest extends ApiTest {

  @Inject ApiKeyRepository keys;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.rate-limit", "20");
    properties.put("stitch.rate-limit-refused", "10");
    properties.put("stitch.inbound-secret", "old, inb0und");
    return properties;
  }

  @Test
  void aKeyThatAsksTooOftenIsToldWhenToComeBackAndOthersAreNotTouched() {
    String busy = key("busy");
    String calm = key("calm");

    Answer last =
        IntStream.range(0, 25)
            .mapToObj(i -> get("/api/flows", "Authorization", busy))
            .reduce((first, second) -> second)
            .orElseThrow();

    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("content-type")).isEqualTo("application/problem+json");
    assertThat(Integer.parseInt(last.header("retry-after"))).isBetween(1, 60);
    assertThat(get("/api/flows", "Authorization", calm).status()).isEqualTo(200);
  }

  @Test
  void guessingKeysEndsInWaitingButGoodKeysGetThrough() {
    String good = key("good");

    int[] statuses =
        IntStream.range(0, 15)
            .map(i -> get("/api/flows", "Authorization", "Bearer sk_" + i).status())
            .toArray();

    assertThat(statuses).startsWith(401).endsWith(429);
    assertThat(get("/api/flows", "Authorization", good).status()).isEqualTo(200);
    assertThat(post("/api/session", json("{'apiKey':'sk_x'}")).status()).isEqualTo(429);
  }

  @Test
  void mailProvidersComeInByTheirSecretOnly() {
    String mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nhello\r\n";
    for (String password : new String[] {"old", "inb0und"}) {
      assertThat(
              post(
                      "/api/inbound/email/raw",
                      mail,
                      "Content-Type",
                      "message/rfc822",
                      "Authorization",
                      basic(password))
                  .status())
          .isEqualTo(202);
    }
    assertThat(
            post(
                    "/api/inbound/email/raw",
                    mail,
                    "Content-Type",
                    "message/rfc822",
                    "Authorization",
                    basic("wrong"))
                .status())
        .isIn(401, 429);
  }

  private static String basic(String password) {
    return "Basic " + Base64.getEncoder().encodeToString(("stitch:" + password).getBytes(UTF_8));
  }

  private String key(String name) {
    return "Bearer " + keys.issue(name, Role.VIEWER, "test").secret();
  }
}
