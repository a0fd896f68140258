package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.call.PreparedCalls.Prepared;
import dev.stitch.activities.step.StepHeartbeats;
import dev.stitch.driver.RunSignals;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.model.RunFamily;
import dev.stitch.model.RunStatus;
import dev.stitch.path.PathContract;
import dev.stitch.port.CallActivities;
import dev.stitch.port.Calling;
import dev.stitch.port.ForEachArguments;
import dev.stitch.port.RunCaller;
import dev.stitch.store.run.CalledRunRepository;
import dev.stitch.store.run.ForEachCalls;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Starts what steps call, and reports its end. */
@Singleton
public class CallActivitiesImpl implements CallActivities {

  private final PreparedCalls prepared;
  private final AcceptedCalls accepted;
  private final CalledStarter starter;
  private final CallReports reports;
  private final CalledRunRepository runs;
  private final ForEachCalls calls;
  private final Launcher launcher;
  private final WorkflowClient client;
  private final StepHeartbeats heartbeats;

  CallActivitiesImpl(
      PreparedCalls prepared,
      AcceptedCalls accepted,
      CalledStarter starter,
      CallReports reports,
      CalledRunRepository runs,
      ForEachCalls calls,
      Launcher launcher,
      WorkflowClient client,
      StepHeartbeats heartbeats) {
    this.prepared = prepared;
    this.accepted = accepted;
    this.starter = starter;
    this.reports = reports;
    this.runs = runs;
    this.calls = calls;
    this.launcher = launcher;
    this.client = client;
    this.heartbeats = heartbeats;
  }

  /** Does work under heartbeats: without them, the server gives it to another worker. */
  private void alive(Runnable work) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    try (StepHeartbeats.Ending beating = heartbeats.beat(() -> activity.heartbeat(null))) {
      work.run();
    }
  }

  @Override
  public void start(UUID callId, Calling calling) {
    alive(() -> startCall(callId, calling));
  }

  private void startCall(UUID callId, Calling calling) {
    accepted
        .claimed(callId, calling)
        .ifPresentOrElse(run -> startAccepted(callId, run), () -> startFlow(callId, calling));
  }

  /** A caller that was reset asks again for what has ended meanwhile. */
  private void startAccepted(UUID callId, Launch run) {
    if (!launcher.start(run)) {
      reports.again(callId);
    }
  }

  private void startFlow(UUID callId, Calling calling) {
    Prepared call = prepared.find(callId, calling.nodeId(), calling.execution());
    if (call.concurrency() == 0) {
      JsonNode input = inputs(callId, calling, 0, 1).getFirst();
      startRun(
          new CalledStarter.Called(
              callId,
              call,
              calling,
              new RunCaller(calling.workflowId(), callId),
              callId,
              null,
              input));
    } else {
      startEach(
          ForEachArguments.initial(
              callId, calling, call.total(), call.concurrency(), call.stopAtFailure()));
    }
  }

  /** A caller that was reset asks again for what has ended meanwhile. */
  private void startRun(CalledStarter.Called called) {
    if (starter.start(called)) {
      reports.again(called.runId());
    }
  }

  private void startEach(ForEachArguments input) {
    Calling calling = input.calling();
    calls.begun(
        new ForEachCalls.ForEachCall(input.callId(), calling.runId(), calling.workflowId()));
    if (!launcher.start(
        new Launch(RunFamily.FOR_EACH, PathContract.startOptionsOfEach(input.callId()), input))) {
      reportAgain(input);
    }
  }

  @Override
  public void startItems(ForEachArguments each, int from, int count) {
    alive(() -> startRuns(each, from, count));
  }

  private void startRuns(ForEachArguments each, int from, int count) {
    Calling calling = each.calling();
    Prepared call = prepared.find(each.callId(), calling.nodeId(), calling.execution());
    String workflowId = PathContract.eachWorkflowId(each.callId());
    int index = from;
    for (JsonNode input : inputs(each.callId(), calling, from, count)) {
      UUID runId = PathContract.itemRunId(each.callId(), index);
      startRun(
          new CalledStarter.Called(
              runId, call, calling, new RunCaller(workflowId, runId), each.callId(), index, input));
      index++;
    }
    runs.progress(calling.runId(), each.total(), each.succeeded(), each.failed());
  }

  private List<JsonNode> inputs(UUID callId, Calling calling, int from, int count) {
    return prepared.inputs(callId, calling.nodeId(), calling.execution(), from, count);
  }

  /** A caller that was reset asks again for what has ended meanwhile. */
  private void reportAgain(ForEachArguments each) {
    List<CalledRunRepository.ItemEnd> ends = runs.items(each.calling().runId(), each.callId());
    int succeeded = (int) ends.stream().filter(end -> end.status() == RunStatus.COMPLETED).count();
    int failed = ends.size() - succeeded;
    boolean through =
        ends.stream().allMatch(end -> end.status().isFinal())
            && (ends.size() == each.total() || (each.stopAtFailure() && failed > 0));
    if (!through) {
      calls.find(each.callId()).ifPresent(call -> reports.cutShort(call, "was ended from outside"));
      return;
    }
    collect(
        new ForEachArguments(
            each.callId(),
            each.calling(),
            each.total(),
            each.concurrency(),
            each.stopAtFailure(),
            ends.size(),
            succeeded,
            failed,
            List.of(),
            Map.of()));
  }

  @Override
  public void report(UUID runId, JsonNode metadata) {
    alive(() -> reports.ofRun(runId, metadata));
  }

  @Override
  public void reportItems(ForEachArguments each) {
    alive(() -> collect(each));
  }

  private void collect(ForEachArguments each) {
    Calling calling = each.calling();
    Prepared call = prepared.find(each.callId(), calling.nodeId(), calling.execution());
    runs.progress(calling.runId(), each.total(), each.succeeded(), each.failed());
    RunSignals.CallEnded end = reports.ofItems(each, call);
    try {
      client.newUntypedWorkflowStub(calling.workflowId()).signal("callEnded", end);
    } catch (WorkflowNotFoundException closed) {
      // The caller has ended; what became of the items stands in their rows.
    }
    calls.reported(each.callId());
  }
}
