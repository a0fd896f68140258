package dev.stitch.cli.server;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.HttpProbe;
import dev.stitch.cli.stack.Service;
import java.io.IOException;
import java.util.Map;

/** API and console. Ready when its own readiness says so, PostgreSQL and Temporal included. */
public final class ApiService implements Service {

  private static final int HEAP_MEGABYTES = 384;

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
    return HttpProbe.of(url + "/health/readiness").isOk();
  }

  @Override
  public void requestStop(ProcessHandle process) {
    process.destroy();
  }
}
