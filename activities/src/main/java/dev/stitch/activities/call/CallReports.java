package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.RunSignals;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.PathEnd;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.Calling;
import dev.stitch.port.ForEachArguments;
import dev.stitch.port.RunCaller;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.CalledRunRepository;
import dev.stitch.store.run.ForEachCalls;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepOutputRepository;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What callers are told of the ends of runs that they have called. */
@Singleton
public class CallReports {

  private final RunRepository runs;
  private final CalledRunRepository called;
  private final ForEachCalls forEachCalls;
  private final StepOutputRepository outputs;
  private final BatchOutputs batches;
  private final WorkflowClient client;

  CallReports(
      RunRepository runs,
      CalledRunRepository called,
      ForEachCalls forEachCalls,
      StepOutputRepository outputs,
      BatchOutputs batches,
      WorkflowClient client) {
    this.runs = runs;
    this.called = called;
    this.forEachCalls = forEachCalls;
    this.outputs = outputs;
    this.batches = batches;
    this.client = client;
  }

  /**
   * Tells the caller of a run that has ended, as often as it is asked to.
   *
   * @param metadata the run's changes to the entity's metadata, or null
   */
  public void ofRun(UUID runId, @Nullable JsonNode metadata) {
    RunRow run = runs.find(runId).orElseThrow();
    RunCaller caller = JsonCodec.MAPPER.convertValue(run.config().path("caller"), RunCaller.class);
    try {
      client
          .newUntypedWorkflowStub(caller.workflowId())
          .signal("callEnded", end(run, caller, metadata));
    } catch (WorkflowNotFoundException closed) {
      // The caller has ended, and nobody waits for the report.
    }
    called.reported(runId);
  }

  /**
   * Tells the caller of a run again, when the run is over; one that is being settled reports as
   * soon as it is.
   */
  void again(UUID runId) {
    RunRow run = runs.find(runId).orElseThrow();
    if (run.status().isFinal()) {
      boolean mayHaveChanges =
          run.status() == RunStatus.COMPLETED && run.workflowType() == WorkflowType.FLOW;
      ofRun(runId, mayHaveChanges ? changes(run) : null);
    }
  }

  /** The run's changes to the entity's metadata, as its workflow answered them. */
  private @Nullable JsonNode changes(RunRow run) {
    try {
      return client
          .newUntypedWorkflowStub(run.temporalWorkflowId())
          .getResult(PathEnd.class)
          .metadata();
    } catch (WorkflowFailedException | WorkflowNotFoundException settledOtherwise) {
      return null;
    }
  }

  /** Tells the caller of a {@code for_each} that its workflow did not come to its end. */
  public void cutShort(ForEachCalls.ForEachCall call, String how) {
    StepFailure failure =
        new StepFailure(FailureCode.RUN_CONTROL, "the workflow of for_each " + how);
    try {
      client
          .newUntypedWorkflowStub(call.callerWorkflowId())
          .signal("callEnded", new RunSignals.CallEnded(call.id(), null, failure, null));
    } catch (WorkflowNotFoundException closed) {
      // The caller has ended, and nobody waits for the report.
    }
    forEachCalls.reported(call.id());
  }

  private RunSignals.CallEnded end(RunRow run, RunCaller caller, @Nullable JsonNode metadata) {
    if (run.status() != RunStatus.COMPLETED) {
      return new RunSignals.CallEnded(caller.callId(), null, failure(run), null);
    }
    if (run.workflowType() == WorkflowType.AGENT) {
      JsonNode output = outputs.fit(run.id(), "result", 1, AgentOutput.of(run));
      return new RunSignals.CallEnded(caller.callId(), output, null, null);
    }
    if (run.workflowType() != WorkflowType.FLOW) {
      return new RunSignals.CallEnded(caller.callId(), batches.of(run), null, null);
    }
    boolean item = run.origin().trigger().has("index");
    // Items are collected from their rows at the end; only their number counts until then.
    return item
        ? new RunSignals.CallEnded(caller.callId(), null, null, null)
        : new RunSignals.CallEnded(caller.callId(), fit(run), null, metadata);
  }

  private static StepFailure failure(RunRow run) {
    FailureCode code =
        run.status() == RunStatus.FAILED ? FailureCode.REJECTED : FailureCode.RUN_CONTROL;
    return new StepFailure(
        code, described(run.origin().name(), run.status(), run.outcome().errors()));
  }

  private static String described(String name, RunStatus status, JsonNode errors) {
    String why = errors.path(0).path("message").asText("");
    return "run '" + name + "' " + status.word() + (why.isEmpty() ? "" : ": " + why);
  }

  /** Large outputs inside the result are put in their places first: they have one reader. */
  private @Nullable JsonNode fit(RunRow run) {
    if (!(run.outcome().result() instanceof ObjectNode result)) {
      return run.outcome().result();
    }
    ObjectNode whole = result.deepCopy();
    for (String nodeId : fields(whole)) {
      JsonNode reference = whole.path(nodeId).path(StepOutputRepository.REFERENCE);
      if (reference.isObject()) {
        outputs
            .read(
                UUID.fromString(reference.path("runId").asText()),
                reference.path("nodeId").asText(),
                reference.path("execution").asInt())
            .ifPresent(output -> whole.set(nodeId, output));
      }
    }
    return outputs.fit(run.id(), "result", 1, whole);
  }

  private static List<String> fields(ObjectNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  /** What all items together came to. */
  RunSignals.CallEnded ofItems(ForEachArguments each, PreparedCalls.Prepared call) {
    Calling calling = each.calling();
    List<CalledRunRepository.ItemEnd> ends = called.items(calling.runId(), each.callId());
    if (each.failed() > 0 && call.failWithAny()) {
      return new RunSignals.CallEnded(each.callId(), null, failure(each, ends), null);
    }
    ObjectNode output = Jsonb.object();
    output
        .put("total", each.total())
        .put("succeeded", each.succeeded())
        .put("failed", each.failed());
    var items = output.putArray("items");
    for (CalledRunRepository.ItemEnd end : ends) {
      ObjectNode item =
          items
              .addObject()
              .put("index", end.index())
              .put("runId", end.runId().toString())
              .put("status", end.status().word());
      if (end.status() == RunStatus.COMPLETED) {
        item.set("output", end.result());
      } else {
        item.set("errors", end.errors());
      }
    }
    return new RunSignals.CallEnded(
        each.callId(), outputs.fit(each.callId(), "items", 1, output), null, null);
  }

  private static StepFailure failure(
      ForEachArguments each, List<CalledRunRepository.ItemEnd> ends) {
    String first =
        ends.stream()
            .filter(end -> end.status() != RunStatus.COMPLETED)
            .findFirst()
            .map(
                end ->
                    "; the first: "
                        + described("#" + (end.index() + 1), end.status(), end.errors()))
            .orElse("");
    return new StepFailure(
        FailureCode.REJECTED,
        "%d of %d items failed, %d succeeded%s"
            .formatted(each.failed(), each.total(), each.succeeded(), first));
  }
}
