package dev.stitch.cli.server;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Service;
import dev.stitch.model.TaskQueues;
import dev.stitch.temporal.Namespace;
import dev.stitch.temporal.TemporalConnection;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Map;

/**
 * The worker. Ready when Temporal has seen it ask for journeys, since a worker listens on no port.
 */
public final class WorkerService implements Service {

  /** The service's name. */
  public static final String NAME = "worker";

  private static final int HEAP_MEGABYTES = 512;

  private final JavaProcess java;
  private final TemporalConnection connection;

  /** The worker of a home. */
  public WorkerService(Home home, Map<String, String> environment) {
    this.java = new JavaProcess(home, NAME, HEAP_MEGABYTES, environment);
    this.connection = TemporalConnection.fromEnvironment(environment);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String where() {
    return "task queue " + TaskQueues.JOURNEYS;
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
  public boolean isReady(Process process) {
    try (Namespace namespace = new Namespace(connection)) {
      return namespace.isPolledBy(TaskQueues.JOURNEYS, process.pid());
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  @Override
  public void requestStop(ProcessHandle process) {
    process.destroy();
  }
}
