package dev.stitch.worker;

import io.micronaut.context.ApplicationContext;
import java.util.Map;

/**
 * The worker process. Configured by environment: {@code STITCH_DATABASE_URL}, Temporal's own
 * variables, and those of {@link WorkerSettings}.
 */
public final class WorkerApplication {

  /**
   * Set in worker processes only, so that their beans stay away from the API's. No variable may
   * begin with it: {@code stitch.worker} would be there wherever a {@code STITCH_WORKER_PORT} is.
   */
  static final String PROPERTY = "stitch.is-worker";

  private WorkerApplication() {}

  /** Starts the worker and returns when it polls; SIGTERM and Ctrl-C drain it. */
  public static void main(String[] arguments) {
    Running running = start(Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "drain-worker"));
  }

  /**
   * Starts a worker in this process.
   *
   * @param properties more than the environment says, for tests
   */
  public static Running start(Map<String, Object> properties) {
    return start(properties, WorkflowTypes.CURRENT);
  }

  /**
   * The same with workflow code of another build.
   *
   * @param properties more than the environment says, for tests
   */
  public static Running start(Map<String, Object> properties, WorkflowTypes workflows) {
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(WorkerProperties.with(properties))
            .singletons(
                workflows,
                WorkerSettings.fromEnvironment(System.getenv()),
                ManagementSettings.fromEnvironment(System.getenv()))
            .start();
    StitchWorker worker = context.getBean(StitchWorker.class);
    context.getBean(ManagementServer.class).start();
    worker.start();
    context.findBean(WatchedFolder.class).ifPresent(WatchedFolder::start);
    return new Running(context, worker);
  }

  /** A worker that polls. */
  public record Running(ApplicationContext context, StitchWorker worker) implements AutoCloseable {

    /**
     * Takes in no more mail, drains the worker, which says so until it is done, and lets go of its
     * connections.
     */
    @Override
    public void close() {
      context.findBean(WatchedFolder.class).ifPresent(WatchedFolder::close);
      worker.drain();
      context.getBean(ManagementServer.class).close();
      context.close();
    }
  }
}
