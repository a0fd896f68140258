package dev.stitch.activities.http;

import dev.stitch.model.StepException;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.connection.Connection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Headers;

/** Tries out credentials of {@code http.request} by a GET of the connection's test address. */
@Singleton
public class HttpProbe {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OutboundHttp http;

  public HttpProbe(OutboundHttp http) {
    this.http = http;
  }

  /** Whether the address answers 200 to 299. */
  public TestOutcome test(Connection connection, String secret) {
    String url = connection.config().path("testUrl").asText();
    if (url.isEmpty()) {
      return new TestOutcome(false, "Give the connection a testUrl to try it out on.");
    }
    HttpCredential credential = HttpCredential.of(connection, secret);
    try {
      HttpCall call =
          credential.on(
              new HttpCall(
                  "GET",
                  RequestComposer.url(url),
                  Headers.of("User-Agent", "Stitch"),
                  null,
                  LIMIT));
      int status = http.exchange(call).status();
      return new TestOutcome(
          status >= 200 && status < 300, call.url().host() + " answered " + status + ".");
    } catch (StepException | IOException e) {
      return new TestOutcome(
          false, new SecretRedaction(credential.secrets()).in(String.valueOf(e.getMessage())));
    }
  }
}
