package dev.stitch.activities.pipeline;

import dev.stitch.activities.batch.BatchStep;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import io.micronaut.core.annotation.Nullable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The steps of one contact or result, until they are written with what came of them. */
final class Trail {

  private final Clock clock;
  private final @Nullable UUID contactId;
  private final List<BatchStep> steps = new ArrayList<>();

  Trail(Clock clock, @Nullable UUID contactId) {
    this.clock = clock;
    this.contactId = contactId;
  }

  Instant now() {
    return clock.instant();
  }

  void add(BatchStep step) {
    steps.add(step);
  }

  List<BatchStep> steps() {
    return List.copyOf(steps);
  }

  /** The steps until now, which are somebody else's to write from here on. */
  List<BatchStep> handOver() {
    List<BatchStep> until = steps();
    steps.clear();
    return until;
  }

  /** A step that has just done what it was to do. */
  BatchStep done(BatchStepType type, Instant since) {
    return BatchStep.done(type, since, took(since)).about(contactId);
  }

  /** A step that has just failed. */
  BatchStep failed(BatchStepType type, StepException failure, Instant since) {
    StepFailure told = new StepFailure(failure.code(), failure.getMessage());
    return BatchStep.failed(type, told, since, took(since)).about(contactId);
  }

  /** A step that was not needed, or not possible here. */
  BatchStep skipped(BatchStepType type) {
    return BatchStep.skipped(type, now()).about(contactId);
  }

  private Duration took(Instant since) {
    return Duration.between(since, now());
  }
}
