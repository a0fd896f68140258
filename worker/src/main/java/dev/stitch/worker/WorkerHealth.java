package dev.stitch.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Database;
import io.micronaut.context.annotation.Requires;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Whether a worker can do its work: it polls, and reaches PostgreSQL and Temporal. */
@Singleton
@Requires(property = WorkerApplication.PROPERTY)
class WorkerHealth {

  /** A probe that takes longer would outlast the patience of whoever asks. */
  private static final long PATIENCE_SECONDS = 2;

  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final StitchWorker worker;
  private final Database database;
  private final WorkflowClient client;

  WorkerHealth(StitchWorker worker, Database database, WorkflowClient client) {
    this.worker = worker;
    this.database = database;
    this.client = client;
  }

  /**
   * What holds now, in the shape of the API's readiness.
   *
   * @param ready whether all of it is up
   */
  record Report(boolean ready, ObjectNode body) {}

  Report readiness() {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    StitchWorker.State state = worker.state();
    boolean ready = state == StitchWorker.State.POLLING;
    details.putObject("worker").put("status", ready ? UP : DOWN).put("state", state.word());
    ready &= report(details, "postgresql", database::reach);
    ready &= report(details, "temporal", this::askTemporal);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("status", ready ? UP : DOWN).set("details", details);
    return new Report(ready, body);
  }

  private void askTemporal() {
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .describeNamespace(
            DescribeNamespaceRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .build());
  }

  /** A failure is told by its kind: its message may name what is nobody's business. */
  private static boolean report(ObjectNode details, String name, Runnable question) {
    ObjectNode part = details.putObject(name);
    try {
      question.run();
      part.put("status", UP);
      return true;
    } catch (RuntimeException e) {
      part.put("status", DOWN).put("error", e.getClass().getSimpleName());
      return false;
    }
  }
}
