package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transition of a path while it is being made: how its steps begin and end, and what follows.
 * Used by {@link PathMachine} alone.
 */
final class PathTransition {

  /** About a hundred years. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(36_525);

  private final PathDraft draft;
  private final PathWaits waits;

  PathTransition(PathDraft draft, PathWaits waits) {
    this.draft = draft;
    this.waits = waits;
  }

  // ---- what happens ----

  void begin(PathInput.Begun begun) {
    if (draft.startedAt != null) {
      return;
    }
    draft.startedAt = draft.now;
    if (begun.paused()) {
      draft.pauses = draft.pauses.with(PauseOwner.ENTITY, TimerMode.FREEZE);
    }
    if (begun.resume() != null) {
      takeOver(begun.resume());
    }
    begun.events().forEach(waits::keep);
    draft.allMayBeReady();
  }

  private void takeOver(ResumePoint resume) {
    draft.metadata = Metadata.apply(draft.metadata, resume.metadata());
    draft.changes = resume.metadata();
    draft.consumed.addAll(resume.consumed());
    resume
        .nodes()
        .forEach(
            (id, node) -> {
              if (node.passed()) {
                draft
                    .plan
                    .step(id)
                    .filter(step -> isPassedToo(step, node))
                    .ifPresent(step -> draft.set(step, node));
              }
            });
    resume
        .waits()
        .forEach(
            (id, until) ->
                draft
                    .plan
                    .step(id)
                    .filter(step -> draft.node(id) == null)
                    .ifPresent(
                        step -> waits.start(step, draft.begin(step), new Wait.Timer(until), 1)));
  }

  /**
   * A failed step is run again when the version that a retry takes would not have gone on the same
   * way: kept, the way that it took would lead nowhere.
   */
  private boolean isPassedToo(PathPlan.Step step, NodeState node) {
    return draft.rules < Rules.NEW_WAYS
        || !node.is(NodeStatus.FAILED)
        || wayOfFailure(step).equals(node.passage());
  }

  private static Passage wayOfFailure(PathPlan.Step step) {
    return switch (step.onError()) {
      case FAIL -> Passage.NONE;
      case CONTINUE -> Passage.ORDINARY;
      case BRANCH -> Passage.of(Passage.ERROR);
    };
  }

  void stepEnded(PathInput.StepEnded ended) {
    NodeState node = draft.node(ended.nodeId());
    if (node == null || !node.is(NodeStatus.RUNNING)) {
      return;
    }
    PathPlan.Step step = draft.plan.step(ended.nodeId()).orElseThrow();
    switch (ended.outcome()) {
      case StepOutcome.Completed done -> {
        Optional<StepFailure> refused = changeMetadata(done.metadata());
        if (refused.isPresent()) {
          stepFailed(step, node, refused.get(), ended.attempt());
        } else {
          draft.put(
              step,
              node.completed(Passage.of(done.branch()), done.output(), ended.attempt(), draft.now));
        }
      }
      case StepOutcome.Waiting waiting -> {
        if (draft.rules >= Rules.BOUNDED && isAbsurd(waiting.on().until())) {
          String why = "the wait would last until " + waiting.on().until() + ": too far away";
          stepFailed(step, node, new StepFailure(FailureCode.INVALID_CONFIG, why), ended.attempt());
        } else {
          waits.start(step, node, waiting.on(), ended.attempt());
        }
      }
      case StepOutcome.Failed failed -> stepFailed(step, node, failed.failure(), ended.attempt());
      case StepOutcome.Elsewhere elsewhere ->
          throw new IllegalStateException("a step that is to be done elsewhere has not ended");
    }
  }

  /**
   * Changes the metadata, or tells why it must not: a step never makes it larger than it may be.
   */
  private Optional<StepFailure> changeMetadata(@Nullable JsonNode by) {
    JsonNode metadata = Metadata.apply(draft.metadata, by);
    JsonNode changes = Metadata.merge(draft.changes, by);
    if (draft.rules >= Rules.BOUNDED && by != null) {
      Optional<String> problem =
          JsonBounds.problem("metadata", metadata, JsonBounds.METADATA)
              .or(() -> JsonBounds.problem("metadata", changes, JsonBounds.METADATA));
      if (problem.isPresent()) {
        return problem.map(why -> new StepFailure(FailureCode.INVALID_CONFIG, why));
      }
    }
    draft.metadata = metadata;
    draft.changes = changes;
    return Optional.empty();
  }

  /** Neither Temporal's timers nor the database can hold every instant that Java can. */
  private boolean isAbsurd(@Nullable Instant until) {
    return until != null
        && (until.isAfter(draft.now.plus(LONGEST_WAIT)) || until.isBefore(Instant.EPOCH));
  }

  /** An answer counts once, and only for the execution that asked. */
  void callbackArrived(PathInput.CallbackArrived arrived) {
    NodeState node = draft.node(arrived.nodeId());
    if (node == null
        || !(node.waiting() instanceof Wait.Callback)
        || node.execution() != arrived.execution()) {
      return;
    }
    PathPlan.Step step = draft.plan.step(arrived.nodeId()).orElseThrow();
    Optional<String> problem =
        draft.rules < Rules.BOUNDED
            ? Optional.empty()
            : JsonBounds.problem("output", arrived.output(), JsonBounds.OUTPUT);
    if (problem.isPresent()) {
      StepFailure why = new StepFailure(FailureCode.REJECTED, problem.get());
      stepFailed(step, node, why, node.attempt());
    } else if (arrived.failure() == null) {
      draft.put(
          step, node.completed(Passage.ORDINARY, arrived.output(), node.attempt(), draft.now));
    } else {
      stepFailed(step, node, arrived.failure(), node.attempt());
    }
  }

  /** An end counts once, and only for the call that still matters. */
  void callEnded(PathInput.CallEnded ended) {
    for (PathPlan.Step step : draft.waiting()) {
      NodeState node = draft.begun(step);
      if (node.waiting() instanceof Wait.Called called && called.callId().equals(ended.callId())) {
        Optional<StepFailure> refused = changeMetadata(ended.metadata());
        if (refused.isPresent()) {
          stepFailed(step, node, refused.get(), node.attempt());
        } else if (ended.failure() == null) {
          draft.put(
              step, node.completed(Passage.ORDINARY, ended.output(), node.attempt(), draft.now));
        } else {
          stepFailed(step, node, ended.failure(), node.attempt());
        }
      }
    }
  }

  private void stepFailed(PathPlan.Step step, NodeState node, StepFailure why, int attempt) {
    Passage taken = wayOfFailure(step);
    draft.put(step, node.failed(taken, why, attempt, draft.now));
    if (!taken.open()) {
      draft.failedNodeId = step.id();
      draft.failure = why;
    }
  }

  void skip(PathInput.Skipped skip) {
    Optional<PathPlan.Step> target =
        skip.nodeId() != null
            ? draft.plan.step(skip.nodeId())
            : draft.firstWith(NodeStatus.WAITING).or(() -> draft.firstWith(NodeStatus.RUNNING));
    target.ifPresent(
        step -> {
          NodeState node = draft.node(step.id());
          if (node != null && !node.status().isSettled()) {
            draft.stop(step, node, NodeStatus.SKIPPED, Passage.ORDINARY);
          } else if (node == null && draft.rules >= Rules.EARLY_ANSWERS) {
            // As an answer may, the skip is ahead of its step when a workflow task was lost.
            draft.passBy(step);
          }
        });
  }

  /** Ends the run from outside, as cancelled or killed. */
  void cancel(RunStatus as) {
    draft.ended = as;
  }

  // ---- what follows from any event ----

  /** Starts what can start, skips what cannot, ends what is over. */
  void settle() {
    if (draft.ended != null || draft.failedNodeId != null) {
      stopEverything();
    } else if (draft.startedAt != null) {
      startAndSkip();
    }
  }

  /** In topological order, since skipping a step may settle what later ones depend on. */
  private void startAndSkip() {
    for (Optional<PathPlan.Step> next = draft.nextMaybeReady();
        next.isPresent();
        next = draft.nextMaybeReady()) {
      PathPlan.Step step = next.get();
      if (draft.statusOf(step) != NodeStatus.PENDING || !resolved(step)) {
        continue;
      }
      if (!step.incoming().isEmpty() && step.incoming().stream().noneMatch(this::taken)) {
        draft.set(step, NodeState.skippedByBranch(draft.before().execution()));
      } else if (!draft.pauses.any()) {
        draft.start(step);
      }
    }
  }

  private void stopEverything() {
    for (PathPlan.Step step : draft.plan.steps()) {
      NodeState node = draft.node(step.id());
      if (node == null) {
        draft.set(step, NodeState.skippedByBranch(draft.before().execution()));
      } else if (!node.status().isSettled()) {
        draft.stop(step, node, NodeStatus.CANCELLED, Passage.NONE);
      }
    }
  }

  private boolean resolved(PathPlan.Step step) {
    return step.incoming().stream().allMatch(edge -> draft.statusOf(source(edge)).isSettled());
  }

  private boolean taken(PathPlan.Edge edge) {
    Passage passage = draft.begun(source(edge)).passage();
    return passage != null && passage.takes(source(edge), edge);
  }

  private PathPlan.Step source(PathPlan.Edge edge) {
    return draft.plan.steps().get(edge.source());
  }
}
