package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.NodeStatus;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.StepFailure;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A step that a slice records. Made by {@link #done}, {@link #failed} or {@link #skipped} and
 * completed by the other methods, each of which answers a step that knows one thing more.
 *
 * @param took how long it took, from {@code startedAt} on
 */
public record BatchStep(
    BatchStepType type,
    NodeStatus status,
    Subject subject,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    @Nullable StepFailure failure,
    Instant startedAt,
    Duration took) {

  /**
   * What a step is about, and what it was done with.
   *
   * @param url what it fetched
   * @param tool such as {@code x} or {@code chromium}
   */
  public record Subject(@Nullable UUID contactId, @Nullable String url, @Nullable String tool) {
    static final Subject NOTHING = new Subject(null, null, null);
  }

  /** One that did what it was to do. */
  public static BatchStep done(BatchStepType type, Instant startedAt, Duration took) {
    return new BatchStep(
        type, NodeStatus.COMPLETED, Subject.NOTHING, null, null, null, startedAt, took);
  }

  /** One that did not come about. */
  public static BatchStep failed(
      BatchStepType type, StepFailure failure, Instant startedAt, Duration took) {
    return new BatchStep(
        type, NodeStatus.FAILED, Subject.NOTHING, null, null, failure, startedAt, took);
  }

  /** One that was not needed, or not possible here. */
  public static BatchStep skipped(BatchStepType type, Instant at) {
    return new BatchStep(
        type, NodeStatus.SKIPPED, Subject.NOTHING, null, null, null, at, Duration.ZERO);
  }

  public BatchStep about(@Nullable UUID contactId) {
    return with(new Subject(contactId, subject.url(), subject.tool()));
  }

  public BatchStep at(@Nullable String url) {
    return with(new Subject(subject.contactId(), url, subject.tool()));
  }

  public BatchStep by(@Nullable String tool) {
    return with(new Subject(subject.contactId(), subject.url(), tool));
  }

  public BatchStep given(@Nullable JsonNode asked) {
    return new BatchStep(type, status, subject, asked, output, failure, startedAt, took);
  }

  public BatchStep answered(@Nullable JsonNode answer) {
    return new BatchStep(type, status, subject, input, answer, failure, startedAt, took);
  }

  private BatchStep with(Subject other) {
    return new BatchStep(type, status, other, input, output, failure, startedAt, took);
  }
}
