package dev.stitch.worker;

import dev.stitch.temporal.TemporalConnection;
import io.micronaut.context.ApplicationContext;
import io.temporal.serviceclient.WorkflowServiceStubs;

/** Starts a worker; Temporal's own variables name the server. */
public final class WorkerApplication {

  private WorkerApplication() {}

  /** Starts the worker and returns when it polls. */
  public static void main(String[] args) {
    ApplicationContext context = ApplicationContext.run();
    WorkflowServiceStubs service =
        TemporalConnection.fromEnvironment(System.getenv()).openService();
    service.connect(null);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.shutdownNow();
                  context.close();
                },
                "stop-worker"));
  }
}
