package dev.stitch.cli.server;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Service;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** API and console. Ready when its own readiness says so, PostgreSQL and Temporal included. */
public final class ApiService implements Service {

  private static final int HEAP_MEGABYTES = 384;
  private static final int PATIENCE_MILLISECONDS = 5_000;

  private final JavaProcess java;
  private final String url;

  /**
   * The API of a home.
   *
   * @param url base URL that it will be reached at
   */
  public ApiService(Home home, String url, Map<String, String> environment) {
    this.java = new JavaProcess(home, "api", HEAP_MEGABYTES, environment);
    this.url = url;
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public String where() {
    return url;
  }

  @Override
  public String mark() {
    return java.mark();
  }

  @Override
  public Process launch() throws IOException {
    return java.launch();
  }

  @Override
  public boolean isReady(Process process) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + "/health/readiness").toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLISECONDS);
    connection.setReadTimeout(PATIENCE_MILLISECONDS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void requestStop(ProcessHandle process) {
    process.destroy();
  }
}
