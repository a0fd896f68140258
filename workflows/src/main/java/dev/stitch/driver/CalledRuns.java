package dev.stitch.driver;

import dev.stitch.machine.CallAct;
import dev.stitch.machine.PathCommand;
import dev.stitch.port.CallActivities;
import dev.stitch.port.Calling;
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
public final class CalledRuns {

  /** Acts at once of one workflow: a start carries up to 64 KiB of metadata. */
  private static final int AT_ONCE = 20;

  private final CallActivities calls = CallStubs.calls();
  private final boolean bounded;
  private int atOnce;

  /** Acts under way, by call: whoever is told something is told after its start. */
  private final Map<UUID, Promise<Void>> underWay = new HashMap<>();

  /**
   * @param bounded false does each act at once, as workflows did that began under the first rules
   */
  public CalledRuns(boolean bounded) {
    this.bounded = bounded;
  }

  public void carryOut(PathCommand.Call call, Calling calling) {
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
  public boolean none() {
    return underWay.isEmpty();
  }

  private void tell(Wait.Called called, String signal, Object argument) {
    after(called, () -> workflow(called).signal(signal, argument));
  }

  private static ExternalWorkflowStub workflow(Wait.Called called) {
    return Workflow.newUntypedExternalWorkflowStub(called.workflowId());
  }

  private void oneOfSome(Functions.Proc act) {
    if (!bounded) {
      act.apply();
      return;
    }
    Workflow.await(() -> atOnce < AT_ONCE);
    atOnce++;
    try {
      act.apply();
    } finally {
      atOnce--;
    }
  }

  /** Sends a call's acts one after the other; a signal to a run that has closed is dropped. */
  private void after(Wait.Called called, Functions.Proc act) {
    Promise<Void> before = underWay.get(called.callId());
    Promise<Void> done =
        Async.procedure(
                () -> {
                  if (before != null) {
                    before.get();
                  }
                  oneOfSome(act);
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
