package dev.stitch.activities.family;

import dev.stitch.machine.Machine;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.Transition;
import dev.stitch.model.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides how a countdown goes. */
final class CountdownMachine
    implements Machine<
        CountdownMachine.State, CountdownMachine.Input, CountdownMachine.Command, Void> {

  private static final Duration STEP = Duration.ofSeconds(1);

  /**
   * Where a countdown stands.
   *
   * @param from where it began
   * @param left what is left of it
   * @param tickAt when it goes on; null while it does not
   */
  record State(
      RunStatus status, int from, int left, Instant tickAt, Instant startedAt, Instant endedAt) {

    static State initial(int from) {
      return new State(RunStatus.PENDING, from, from, null, null, null);
    }

    int done() {
      return from - left;
    }
  }

  sealed interface Input {
    record Begun(Instant at) implements Input {}

    record Ticked(Instant at) implements Input {}

    record Acted(Instant at, RunAct act) implements Input {}
  }

  sealed interface Command {
    /** A step is done. */
    record RecordStep(int index, Instant at) implements Command {}
  }

  @Override
  public Transition<State, Command> apply(State state, Input input) {
    return switch (input) {
      case Input.Begun begun ->
          new Transition<>(
              new State(
                  RunStatus.RUNNING,
                  state.from(),
                  state.left(),
                  begun.at().plus(STEP),
                  begun.at(),
                  null),
              List.of());
      case Input.Ticked ticked when state.status() == RunStatus.RUNNING -> tick(state, ticked.at());
      case Input.Ticked late -> new Transition<>(state, List.of());
      case Input.Acted acted ->
          check(state, acted.act()).isPresent()
              ? new Transition<>(state, List.of())
              : new Transition<>(act(state, acted), List.of());
    };
  }

  private static Transition<State, Command> tick(State state, Instant at) {
    int left = state.left() - 1;
    State next =
        left == 0
            ? new State(RunStatus.COMPLETED, state.from(), 0, null, state.startedAt(), at)
            : new State(
                RunStatus.RUNNING, state.from(), left, at.plus(STEP), state.startedAt(), null);
    return new Transition<>(next, List.of(new Command.RecordStep(state.done(), at)));
  }

  private static State act(State state, Input.Acted acted) {
    return switch (acted.act()) {
      case RunAct.Pause pause ->
          new State(RunStatus.PAUSED, state.from(), state.left(), null, state.startedAt(), null);
      case RunAct.Resume resume ->
          new State(
              RunStatus.RUNNING,
              state.from(),
              state.left(),
              acted.at().plus(STEP),
              state.startedAt(),
              null);
      case RunAct.Cancel cancel ->
          new State(
              RunStatus.CANCELLED, state.from(), state.left(), null, state.startedAt(), acted.at());
      case RunAct.Skip skip -> state;
      case RunAct.Answer answer -> state;
    };
  }

  /** Why an act is refused now; empty when it is allowed. */
  Optional<Refusal> check(State state, RunAct act) {
    boolean fits =
        switch (act) {
          case RunAct.Pause pause -> state.status() == RunStatus.RUNNING;
          case RunAct.Resume resume -> state.status() == RunStatus.PAUSED;
          case RunAct.Cancel cancel -> !state.status().isFinal();
          case RunAct.Skip skip -> false;
          case RunAct.Answer answer -> false;
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            new Refusal(Refusal.Code.WRONG_STATE, "the countdown is " + state.status().word()));
  }

  @Override
  public boolean wants(State state, Void work) {
    return false;
  }

  @Override
  public Optional<Void> localWork(Command command) {
    return Optional.empty();
  }
}
