package dev.stitch.cli.temporal;

import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.LogTail;
import dev.stitch.cli.stack.Service;
import dev.stitch.temporal.Namespace;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The local Temporal server with its Web UI, on one SQLite file. It counts as ready only when the
 * namespace has our search attributes and retention, so nothing can start before them.
 */
public final class TemporalService implements Service {

  private final Home home;
  private final Path binary;
  private final int port;
  private final int uiPort;
  private final boolean durable;
  private final TemporalConnection connection;
  private final LogTail log;

  /**
   * A server on loopback.
   *
   * @param binary the Temporal CLI
   * @param durable whether each commit waits for the disk, which survives power cuts too and costs
   *     half the throughput
   * @param environment what clients connect with
   */
  public TemporalService(
      Home home,
      Path binary,
      int port,
      int uiPort,
      boolean durable,
      Map<String, String> environment) {
    this.home = home;
    this.binary = binary;
    this.port = port;
    this.uiPort = uiPort;
    this.durable = durable;
    this.connection = TemporalConnection.fromEnvironment(environment);
    this.log = new LogTail(home.log("temporal"));
  }

  @Override
  public String name() {
    return "temporal";
  }

  @Override
  public String where() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String mark() {
    return "--db-filename=" + home.temporalDatabase();
  }

  @Override
  public Process launch() throws IOException {
    List<String> command =
        List.of(
            binary.toString(),
            "server",
            "start-dev",
            mark(),
            "--sqlite-pragma=journal_mode=wal",
            "--sqlite-pragma=synchronous=" + (durable ? 2 : 1),
            "--ip=127.0.0.1",
            "--port=" + port,
            "--ui-port=" + uiPort,
            "--namespace=" + connection.namespace(),
            // A remote step that the journey's own worker can take starts with the task that asks
            // for it.
            "--dynamic-config-value=system.enableActivityEagerExecution=true",
            // Task queues are divided for servers of many processes. Here each part but the first
            // hands its backlog on at ten tasks a second; parts that an earlier build has filled
            // are still read.
            "--dynamic-config-value=matching.numTaskqueueWritePartitions=1",
            "--log-level=warn");
    ProcessBuilder builder =
        new ProcessBuilder(ChildCommand.inOwnSession(command))
            .redirectErrorStream(true)
            .redirectOutput(log.redirect());
    // The binary reads the same variables as clients do; they are not meant for a server.
    builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    return builder.start();
  }

  @Override
  public boolean isReady(Process process) {
    try (Namespace namespace = new Namespace(connection)) {
      namespace.registerSearchAttributes();
      namespace.raiseRetention();
      return true;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  @Override
  public void requestStop(ProcessHandle process) {
    process.destroy();
  }
}
