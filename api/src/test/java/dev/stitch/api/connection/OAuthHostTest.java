package dev.stitch.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import io.micronaut.core.annotation.NonNull;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names by which a browser finds the server, of which one alone gets the cookie back. */
@Tag("server")
class OAuthHostTest extends ApiTest {

  private static final String PUBLIC = "http://127.0.0.1:8080";

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.public-url", PUBLIC);
    properties.put("stitch.x.client-id", "x-client");
    return properties;
  }

  @Test
  void whoWouldComeBackByAnotherNameIsToldWhereToBegin() {
    Answer refused = startAt("localhost");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo("/toolkit");
    assertThat(refused.text()).contains("open the console at " + PUBLIC);
    assertThat(startAt("127.0.0.1").status()).isEqualTo(200);
  }

  private Answer startAt(String host) {
    return send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s:%d/api/connections/oauth/x/start".formatted(host, server.getPort())))
            .build());
  }
}
