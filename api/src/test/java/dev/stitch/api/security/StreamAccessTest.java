package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams last longer than the check at their beginning. */
@Tag("server")
class StreamAccessTest extends ApiTest {

  @Inject ApiKeyRepository keys;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    return properties;
  }

  @Test
  @Timeout(30)
  void aStreamEndsSoonAfterItsKeyIsRevokedAndOthersGoOn() throws Exception {
    IssuedKey gone = keys.issue("gone", Role.VIEWER, "user:test");
    IssuedKey kept = keys.issue("kept", Role.VIEWER, "user:test");
    try (InputStream first = open("Authorization", "Bearer " + gone.secret());
        InputStream second = open("Authorization", "Bearer " + gone.secret());
        InputStream other = open("Authorization", "Bearer " + kept.secret())) {
      keys.revoke(gone.key().id());

      assertThat(secondsUntilEnd(first)).isLessThan(10);
      assertThat(secondsUntilEnd(second)).isLessThan(10);
      other.readNBytes(1);
      assertThat(other.available()).isNotNegative();
    }
  }

  @Test
  @Timeout(30)
  void aStreamEndsSoonAfterItsSessionIsOver() throws Exception {
    IssuedKey key = keys.issue("browser", Role.VIEWER, "user:test");
    Answer signedIn = post("/api/session", json("{'apiKey':'" + key.secret() + "'}"));
    String cookie = signedIn.header("set-cookie").split(";", 2)[0];
    try (InputStream stream = open("Cookie", cookie)) {
      assertThat(
              delete(
                      "/api/session",
                      "Cookie",
                      cookie,
                      BrowserSessions.CSRF_HEADER,
                      signedIn.at("/csrfToken").textValue())
                  .status())
          .isEqualTo(204);

      assertThat(secondsUntilEnd(stream)).isLessThan(10);
    }
  }

  private InputStream open(String header, String value) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.getURL() + "/api/events"))
                    .header(header, value)
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static long secondsUntilEnd(InputStream stream) throws IOException {
    long began = System.nanoTime();
    stream.readAllBytes();
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }
}
