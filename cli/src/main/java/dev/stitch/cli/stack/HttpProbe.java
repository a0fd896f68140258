package dev.stitch.cli.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What a server says at an address.
 *
 * @param status its HTTP status
 * @param body why it is not well; empty when it is, or says nothing
 */
public record HttpProbe(int status, String body) {

  private static final int PATIENCE_MILLISECONDS = 5_000;

  /**
   * Asks once.
   *
   * @throws IOException when nothing answers within five seconds
   */
  public static HttpProbe of(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLISECONDS);
    connection.setReadTimeout(PATIENCE_MILLISECONDS);
    try {
      int status = connection.getResponseCode();
      try (var stream = connection.getErrorStream()) {
        return new HttpProbe(
            status,
            stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    } finally {
      connection.disconnect();
    }
  }

  /** Whether it answered 200. */
  public boolean isOk() {
    return status == HttpURLConnection.HTTP_OK;
  }
}
