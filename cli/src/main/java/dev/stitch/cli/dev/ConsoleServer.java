package dev.stitch.cli.dev;

import dev.stitch.cli.stack.Checkout;
import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.HttpProbe;
import dev.stitch.cli.stack.LogTail;
import dev.stitch.cli.stack.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Vite's server of the console, which shows a change of its sources without a reload. */
public final class ConsoleServer implements Service {

  /** Where Vite's server listens unless the port is taken. */
  public static final int USUAL_PORT = 5173;

  private final Path console;
  private final Home home;
  private final int port;
  private final String api;

  /**
   * The console in a folder.
   *
   * @param port where it listens, on loopback only
   * @param api base URL of the API, which it passes {@code /api} on to
   */
  public ConsoleServer(Path console, Home home, int port, String api) {
    this.console = console;
    this.home = home;
    this.port = port;
    this.api = api;
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String where() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public String mark() {
    return "stitch.console.home=" + home.root();
  }

  @Override
  public Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ChildCommand.inOwnSession(
                    List.of(
                        "node",
                        Checkout.vite(console).toString(),
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--strictPort",
                        "--",
                        mark())))
            .directory(console.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new LogTail(home.log(name())).redirect());
    builder.environment().put("STITCH_API", api);
    return builder.start();
  }

  @Override
  public boolean isReady(Process process) throws IOException {
    return HttpProbe.of(where()).isOk();
  }

  @Override
  public void requestStop(ProcessHandle process) {
    process.destroy();
  }
}
