package dev.stitch.flow;

import dev.stitch.machine.CallAct;
import dev.stitch.machine.PathCommand;
import dev.stitch.port.CallActivities;
import dev.stitch.step.Wait;
import io.temporal.workflow.Async;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the steps of one workflow have called. It is started by an activity and not as a child, so
 * that either side may continue as new while the other waits; its end comes by signal.
 */
final class CalledRuns {

  private final CallActivities calls = CallStubs.calls();

  /** Acts under way, by call: whoever is told something is told after its start. */
  private final Map<UUID, Promise<Void>> underWay = new HashMap<>();

  void carryOut(PathCommand.Call call, Calling calling) {
    Wait.Called called = call.called();
    switch (call.act()) {
      case CallAct.Start start -> after(called, () -> calls.start(called.callId(), calling));
      case CallAct.Pause pause ->
          tell(called, "pause", new RunSignals.Pause(pause.owner(), pause.timers()));
      case CallAct.Resume resume ->
          tell(called, "resume", new RunSignals.Resume(resume.owner(), resume.mode()));
      case CallAct.Cancel cancel -> after(called, () -> workflow(called).cancel());
    }
  }

  /** Whether everything that was asked for has been done. */
  boolean none() {
    return underWay.isEmpty();
  }

  private void tell(Wait.Called called, String signal, Object argument) {
    after(called, () -> workflow(called).signal(signal, argument));
  }

  private static ExternalWorkflowStub workflow(Wait.Called called) {
    return Workflow.newUntypedExternalWorkflowStub(called.workflowId());
  }

  /** One act after the other; what is closed already needs telling nothing. */
  private void after(Wait.Called called, Functions.Proc act) {
    Promise<Void> before = underWay.get(called.callId());
    Promise<Void> done =
        Async.procedure(
                () -> {
                  if (before != null) {
                    before.get();
                  }
                  act.apply();
                })
            .handle((nothing, failure) -> null);
    underWay.put(called.callId(), done);
    done.thenApply(
        nothing -> {
          underWay.remove(called.callId(), done);
          return null;
        });
  }
}
