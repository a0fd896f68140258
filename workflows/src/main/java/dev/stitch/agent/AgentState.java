package dev.stitch.agent;

import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.Seen;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a run of an agent stands. It holds no word of the conversation.
 *
 * @param rules by which it is decided
 * @param pausedBy who has paused it: {@code RUN} for a person, or with the run that called it, as
 *     any other owner
 * @param calls of the turn at hand, by node id; each is answered before the next turn
 * @param nextStep the index of the next recorded step
 * @param seen ids of acts that were taken
 */
public record AgentState(
    int rules,
    UUID runId,
    AgentLimits limits,
    Phase phase,
    Set<PauseOwner> pausedBy,
    Progress progress,
    Map<String, OpenCall> calls,
    Inbox inbox,
    int nextStep,
    Outcome outcome,
    Map<String, Seen> seen) {

  /** What the run waits for. */
  public enum Phase {
    /** Its beginning. */
    NEW,
    /** Its workspace. */
    PREPARING,
    /** The next turn, once it is not paused any more. */
    HELD,
    /** Room in its budget for the next turn, under the first rules. */
    RESERVING,
    /** The model. */
    THINKING,
    /** A shorter conversation, for the turn that is asked for next. */
    COMPACTING,
    /** A person's word on the money that the turn would take. */
    UNAFFORDABLE,
    /** Its tool calls. */
    ACTING,
    ENDED
  }

  /**
   * What has been used.
   *
   * @param turn the number of the last turn that the model was asked for, 0 before the first
   * @param outputTokens tokens that the model has written
   * @param cuts answers in a row that were cut off at the limit of tokens
   * @param step the index of the step that the turn is recorded as; before the first turn, of the
   *     one that prepares the workspace
   * @param askedAt when the model was asked; null before the first turn
   * @param refusals how often a budget had no room for the turn
   * @param compaction of the conversation before the turn; null for none
   */
  public record Progress(
      int turn,
      long outputTokens,
      int cuts,
      int step,
      @Nullable Instant askedAt,
      int refusals,
      @Nullable Compaction compaction) {

    Progress refused() {
      return new Progress(turn, outputTokens, cuts, step, askedAt, refusals + 1, compaction);
    }

    Progress askedAt(int recordedAs, Instant now) {
      return new Progress(turn, outputTokens, cuts, recordedAs, now, refusals, compaction);
    }

    Progress with(@Nullable Compaction other) {
      return new Progress(turn, outputTokens, cuts, step, askedAt, refusals, other);
    }

    Progress havingWritten(long tokens) {
      return new Progress(turn, outputTokens + tokens, cuts, step, askedAt, refusals, compaction);
    }

    boolean awaitsCompaction() {
      return compaction != null && compaction.stage() == Compaction.Stage.ASKED;
    }

    /** Whether a turn that was begun is to be asked for still, or again. */
    boolean hasOpenTurn() {
      boolean shortened = compaction != null && compaction.stage() != Compaction.Stage.DUE;
      return refusals > 0 || shortened;
    }
  }

  /**
   * How the conversation is made shorter before a turn.
   *
   * @param step the index of its recorded step, once it has one
   */
  public record Compaction(Stage stage, int step, Instant begunAt) {

    /** How far it is. */
    public enum Stage {
      /** The next turn that is asked for needs it. */
      DUE,
      ASKED,
      /** The turn is asked for with what it left; another one would not help. */
      DONE
    }

    static Compaction due(Instant now) {
      return new Compaction(Stage.DUE, 0, now);
    }

    static Compaction asked(int step, Instant now) {
      return new Compaction(Stage.ASKED, step, now);
    }

    Compaction done() {
      return new Compaction(Stage.DONE, step, begunAt);
    }
  }

  /**
   * Messages of people, by their numbers in the session.
   *
   * @param known the newest that the run was told of
   * @param seen the newest that the model was given
   * @param atEnd the newest that was known when the run ended; what came later is another run's
   */
  public record Inbox(int known, int seen, int atEnd) {

    boolean unseen() {
      return known > seen;
    }

    Inbox knowing(int seq) {
      return new Inbox(Math.max(known, seq), seen, atEnd);
    }

    Inbox given(int seq) {
      return new Inbox(Math.max(known, seq), Math.max(seen, seq), atEnd);
    }
  }

  /**
   * How it goes, or went.
   *
   * @param stopReason why it ended, in a word; null while it goes on
   */
  public record Outcome(
      RunStatus status,
      @Nullable String stopReason,
      @Nullable StepFailure failure,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {
    public Outcome {
      Objects.requireNonNull(status, "status");
    }
  }

  public AgentState {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(phase, "phase");
    pausedBy = pausedBy == null ? ofEarlierBuild(outcome.status()) : Set.copyOf(pausedBy);
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  private static Set<PauseOwner> ofEarlierBuild(RunStatus status) {
    return status == RunStatus.PAUSED ? Set.of(PauseOwner.RUN) : Set.of();
  }

  /** Of a run that has not begun. */
  public static AgentState initial(int rules, UUID runId, AgentLimits limits) {
    return new AgentState(
        rules,
        runId,
        limits,
        Phase.NEW,
        Set.of(),
        new Progress(0, 0, 0, 0, null, 0, null),
        Map.of(),
        new Inbox(0, 0, 0),
        0,
        new Outcome(RunStatus.PENDING, null, null, null, null),
        Map.of());
  }

  public RunStatus status() {
    return outcome.status();
  }

  public boolean isPaused() {
    return !pausedBy.isEmpty();
  }

  /** The task that asks for money, while it is open. */
  public Optional<UUID> moneyTask() {
    return phase == Phase.UNAFFORDABLE
        ? Optional.of(AgentContract.moneyTaskId(runId, progress.turn(), progress.refusals()))
        : Optional.empty();
  }

  /** Whether somebody wrote to the session after the run had ended. */
  public boolean isWrittenToAfterEnd() {
    return phase == Phase.ENDED && inbox.known() > inbox.atEnd();
  }
}
