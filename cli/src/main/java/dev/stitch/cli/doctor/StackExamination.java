package dev.stitch.cli.doctor;

import dev.stitch.cli.stack.StackEndpoints;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The stack on this machine: whether what its file promises answers. */
final class StackExamination implements Examination {

  private static final String SUBJECT = "stack";
  private static final int PATIENCE_MILLISECONDS = 5_000;

  private final Setup setup;

  StackExamination(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Finding> examine() {
    return List.of(
        setup
            .running()
            .map(StackExamination::examine)
            .orElseGet(() -> Finding.good(SUBJECT, "none runs here")));
  }

  private static Finding examine(StackEndpoints endpoints) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(endpoints.api() + "/health/readiness").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLISECONDS);
      connection.setReadTimeout(PATIENCE_MILLISECONDS);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return Finding.good(SUBJECT, "ready at " + endpoints.api());
      }
      return Finding.bad(
          SUBJECT,
          endpoints.api() + " is not ready: " + body(connection),
          "See the logs in its home, in the folder logs.");
    } catch (IOException e) {
      return Finding.bad(
          SUBJECT,
          endpoints.api() + " does not answer: " + e.getMessage(),
          "It was killed, it seems; ./stitch up goes on where it was.");
    }
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (var stream = connection.getErrorStream()) {
      return stream == null
          ? Map.of("status", connection.getResponseCode()).toString()
          : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
