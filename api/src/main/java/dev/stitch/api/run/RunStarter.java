package dev.stitch.api.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.json.JsonCodec;
import dev.stitch.path.PathContract;
import dev.stitch.path.PathWorkflow;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunStatus;
import dev.stitch.store.run.TriggerKind;
import io.micronaut.http.HttpStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts a direct run in the database, and starts its workflow once that is committed. */
@Singleton
class RunStarter {

  private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

  private final RunRepository runs;
  private final WorkflowClient client;
  private final TemporalUi temporal;

  RunStarter(RunRepository runs, WorkflowClient client, TemporalUi temporal) {
    this.runs = runs;
    this.client = client;
    this.temporal = temporal;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<RunAccepted> accept(PathArguments input) {
    String workflowId = PathContract.runWorkflowId(input.runId());
    runs.insert(row(input, workflowId));
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new RunAccepted(input.runId(), workflowId, RunStatus.PENDING, temporal.url(workflowId)),
        URI.create("/api/workflows/" + input.runId()),
        () -> start(input));
  }

  private static NewRun row(PathArguments input, String workflowId) {
    ObjectNode config = Jsonb.object();
    config.set("input", input.input());
    // Kept whole, so that whoever has to start it again starts the same.
    config.set("workflowInput", JsonCodec.MAPPER.valueToTree(input));
    return new NewRun(
        input.runId(),
        input.name(),
        input.startedBy(),
        input.trigger(),
        TriggerKind.valueOf(input.triggerKind().toUpperCase(Locale.ROOT)),
        input.flowId(),
        input.plan().version() == 0 ? null : input.plan().version(),
        input.plan().hash(),
        input.entityId(),
        input.uxNodeId(),
        config,
        input.retryOf(),
        null,
        workflowId);
  }

  private void start(PathArguments input) {
    PathWorkflow run = client.newWorkflowStub(PathWorkflow.class, PathContract.startOptions(input));
    try {
      WorkflowClient.start(run::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // The reconciler was first, and the run is over already.
    } catch (RuntimeException e) {
      // The run is accepted: a failed start is made up for by the reconciler.
      LOG.warn("The workflow of run {} could not be started yet", input.runId(), e);
    }
  }
}
