package dev.stitch.activities.family;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.activities.family.CountdownMachine.Command;
import dev.stitch.activities.family.CountdownMachine.Input;
import dev.stitch.activities.family.CountdownMachine.State;
import dev.stitch.driver.MachineDriver;
import dev.stitch.driver.RunActs;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.StepRecord;
import dev.stitch.model.RunStatus;
import dev.stitch.port.Fence;
import dev.stitch.port.RunFlush;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out what {@link CountdownMachine} decides. */
public final class CountdownWorkflowImpl extends MachineDriver<State, Input, Command, Void>
    implements CountdownWorkflow {

  private final Arguments countdown;
  private final List<StepRecord> steps = new ArrayList<>();

  @WorkflowInit
  public CountdownWorkflowImpl(Arguments countdown) {
    CountdownMachine machine = new CountdownMachine();
    State carried = countdown.carried();
    super(
        machine,
        true,
        carried == null ? State.initial(countdown.from()) : carried,
        carried != null);
    this.countdown = countdown;
    Workflow.registerListener(new RunActs(act -> machine.check(state(), act), this::act));
    if (carried == null) {
      enqueue(new Input.Begun(WorkflowTime.now()));
    }
  }

  @Override
  public void run(Arguments same) {
    drive();
  }

  private RunActs.Outcome act(RunAct act) {
    enqueue(new Input.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), Map::of);
    return new RunActs.Outcome(countdown.runId(), state().status(), List.of());
  }

  @Override
  protected void applied(Input input) {
    if (input instanceof Input.Acted acted) {
      acts.applied(acted.act().id(), Optional.empty());
    }
  }

  @Override
  protected Input timerFired(Instant due) {
    return new Input.Ticked(WorkflowTime.now());
  }

  @Override
  protected Input cancelRequested(String reason) {
    return new Input.Acted(
        WorkflowTime.now(), new RunAct.Cancel("temporal-cancellation", "operator"));
  }

  @Override
  protected void carryOut(Command command) {
    // A countdown does nothing outside.
  }

  @Override
  protected void record(Command command) {
    switch (command) {
      case Command.RecordStep step ->
          steps.add(
              new StepRecord(
                  step.index(),
                  null,
                  "tick",
                  NodeStatus.COMPLETED,
                  JsonNodeFactory.instance.numberNode(state().left()),
                  null,
                  1,
                  step.at(),
                  step.at()));
    }
  }

  @Override
  protected Flushed<Input> flush(Fence fence, List<Void> work) {
    State state = state();
    WorkflowTime.flushes()
        .run(
            new RunFlush(
                fence,
                countdown.runId(),
                Workflow.getInfo().getRunId(),
                new RunFlush.Progress(
                    state.status(),
                    new RunFlush.Counters(state.from(), state.done(), state.done(), 0, 0),
                    state.done(),
                    state.status() == RunStatus.COMPLETED
                        ? JsonNodeFactory.instance.textNode("lift-off")
                        : null,
                    null,
                    state.startedAt(),
                    state.endedAt(),
                    null),
                steps,
                List.of(),
                Set.of(),
                WorkflowTime.now()));
    steps.clear();
    return new Flushed<>(List.of(), nextNumber(), 0);
  }

  @Override
  protected long nextNumber() {
    return state().done();
  }

  @Override
  protected Optional<Instant> deadline() {
    return Optional.ofNullable(state().tickAt());
  }

  @Override
  protected boolean hasEnded() {
    return state().status().isFinal();
  }

  @Override
  protected void continueAsNew() {
    Workflow.continueAsNew(new Arguments(countdown.runId(), countdown.from(), state()));
  }
}
