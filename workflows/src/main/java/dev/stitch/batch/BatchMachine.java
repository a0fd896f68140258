package dev.stitch.batch;

import dev.stitch.batch.BatchMachine.Command;
import dev.stitch.batch.BatchMachine.Input;
import dev.stitch.machine.Machine;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.Transition;
import dev.stitch.model.RunStatus;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.port.BatchActivities.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a run works. One slice at a time is under way; a run that is held looks again when
 * the hold is to be over, and one that is paused begins no slice.
 */
public final class BatchMachine implements Machine<BatchState, Input, Command, Void> {

  /** How soon a hold that does not say when it ends is looked at for the first time. */
  static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  /** How far apart such looks come to be: a person who has mended it waits no longer than this. */
  static final Duration LAST_LOOK = Duration.ofMinutes(5);

  /** Doubling the first look this often leads past the last one. */
  private static final int DOUBLINGS = 5;

  /** What happens to a run. */
  public sealed interface Input {

    /** Its workflow has begun. */
    record Begun(Instant at) implements Input {}

    /** A slice has ended. */
    record SliceEnded(Instant at, int slice, BatchSlice end) implements Input {}

    /** It is time to look whether a hold is over. */
    record LookedAgain(Instant at) implements Input {}

    /** Somebody says that a hold may be over. */
    record Told(Instant at) implements Input {}

    /** The run that called it is paused by somebody. */
    record Paused(Instant at, PauseOwner owner) implements Input {
      public Paused {
        Objects.requireNonNull(owner, "owner");
      }
    }

    /** That pause is over. */
    record Resumed(Instant at, PauseOwner owner) implements Input {
      public Resumed {
        Objects.requireNonNull(owner, "owner");
      }
    }

    /** A person or the API acts on it. */
    record Acted(Instant at, RunAct act) implements Input {}
  }

  /** What a driver does for a run. */
  public sealed interface Command {

    /** Begins a slice. */
    record Work(int slice) implements Command {}

    /** Gives up the slice that is under way. */
    record GiveUp() implements Command {}
  }

  @Override
  public Transition<BatchState, Command> apply(BatchState state, Input input) {
    return switch (input) {
      case Input.Begun begun when state.status() == RunStatus.PENDING ->
          work(state.begun(begun.at()));
      case Input.Begun again -> unchanged(state);
      case Input.SliceEnded ended when isAwaited(state, ended.slice()) -> ended(state, ended);
      case Input.SliceEnded late -> unchanged(state);
      case Input.LookedAgain looked when isDue(state, looked.at()) -> work(state);
      case Input.LookedAgain early -> unchanged(state);
      case Input.Told told when mayWork(state) && state.held() != null -> work(state.idle(null));
      case Input.Told vain -> unchanged(state);
      case Input.Paused late when state.status().isFinal() -> unchanged(state);
      case Input.Paused paused -> unchanged(state.pausedWith(paused.owner()));
      case Input.Resumed late when state.status().isFinal() -> unchanged(state);
      case Input.Resumed resumed -> resumed(state, resumed.owner());
      case Input.Acted acted ->
          check(state, acted.act()).isPresent() ? unchanged(state) : act(state, acted);
    };
  }

  private static Transition<BatchState, Command> ended(BatchState state, Input.SliceEnded ended) {
    BatchSlice slice = ended.end();
    if (slice.failure() != null) {
      BatchState.End end = new BatchState.End(null, slice.failure(), ended.at());
      return unchanged(state.ended(RunStatus.FAILED, end));
    }
    if (slice.finished()) {
      BatchState.End end = new BatchState.End(slice.result(), null, ended.at());
      return unchanged(state.ended(RunStatus.COMPLETED, end));
    }
    BatchState idle = state.idle(held(state.held(), slice.hold(), ended.at()));
    return mayWork(idle) && idle.held() == null ? work(idle) : unchanged(idle);
  }

  private static BatchState.@Nullable Held held(
      BatchState.@Nullable Held before, @Nullable Hold hold, Instant now) {
    if (hold == null) {
      return null;
    }
    if (hold.until() != null) {
      return new BatchState.Held(hold, hold.until(), 0);
    }
    int looks = before == null ? 0 : Math.min(before.looks() + 1, DOUBLINGS);
    Duration pause = FIRST_LOOK.multipliedBy(1L << looks);
    return new BatchState.Held(
        hold, now.plus(pause.compareTo(LAST_LOOK) > 0 ? LAST_LOOK : pause), looks);
  }

  private static Transition<BatchState, Command> act(BatchState state, Input.Acted acted) {
    return switch (acted.act()) {
      // A slice that is under way ends with the page at hand, since it sees the run's status.
      case RunAct.Pause pause -> unchanged(state.pausedWith(PauseOwner.RUN));
      case RunAct.Resume resume -> resumed(state, PauseOwner.RUN);
      case RunAct.Cancel cancel ->
          new Transition<>(
              state.ended(RunStatus.CANCELLED, new BatchState.End(null, null, acted.at())),
              state.working() ? List.of(new Command.GiveUp()) : List.of());
      case RunAct.Skip skip -> unchanged(state);
      case RunAct.Answer answer -> unchanged(state);
    };
  }

  private static Transition<BatchState, Command> resumed(BatchState state, PauseOwner owner) {
    BatchState resumed = state.pausedWithout(owner);
    return mayWork(resumed) && resumed.held() == null ? work(resumed) : unchanged(resumed);
  }

  private static Transition<BatchState, Command> work(BatchState state) {
    int next = state.slice() + 1;
    return new Transition<>(state.workingOn(next), List.of(new Command.Work(next)));
  }

  private static Transition<BatchState, Command> unchanged(BatchState state) {
    return new Transition<>(state, List.of());
  }

  private static boolean isAwaited(BatchState state, int slice) {
    return state.working() && state.slice() == slice;
  }

  private static boolean mayWork(BatchState state) {
    return state.status() == RunStatus.RUNNING && !state.working();
  }

  private static boolean isDue(BatchState state, Instant now) {
    return deadline(state).filter(due -> !due.isAfter(now)).isPresent();
  }

  /** When the run is to look whether its hold is over; empty while it has none to look at. */
  static Optional<Instant> deadline(BatchState state) {
    return mayWork(state) && state.held() != null
        ? Optional.of(state.held().lookAt())
        : Optional.empty();
  }

  /** Why an act is refused now; empty when it is allowed. */
  public Optional<Refusal> check(BatchState state, RunAct act) {
    if (state.status().isFinal()) {
      return refusal(Refusal.Code.CLOSED, "the run is " + state.status().word() + " already");
    }
    return switch (act) {
      case RunAct.Pause pause ->
          state.pausedBy().contains(PauseOwner.RUN)
              ? refusal(Refusal.Code.WRONG_STATE, "the run is already paused")
              : Optional.empty();
      case RunAct.Resume resume ->
          state.pausedBy().contains(PauseOwner.RUN)
              ? Optional.empty()
              : refusal(Refusal.Code.WRONG_STATE, notPaused(state));
      case RunAct.Cancel cancel -> Optional.empty();
      case RunAct.Skip skip ->
          refusal(
              Refusal.Code.WRONG_STATE,
              "a run of this type works off many items and has no step to go past");
      case RunAct.Answer answer ->
          refusal(Refusal.Code.NOT_FOUND, "the run has no task " + answer.taskId());
    };
  }

  private static String notPaused(BatchState state) {
    return state.pausedBy().isEmpty()
        ? "the run is not paused"
        : "the run itself is not paused; it is paused with the run that called it";
  }

  private static Optional<Refusal> refusal(Refusal.Code code, String message) {
    return Optional.of(new Refusal(code, message));
  }

  @Override
  public boolean wants(BatchState state, Void work) {
    return false;
  }

  @Override
  public Optional<Void> localWork(Command command) {
    return Optional.empty();
  }
}
