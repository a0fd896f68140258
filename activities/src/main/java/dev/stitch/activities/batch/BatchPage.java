package dev.stitch.activities.batch;

import dev.stitch.model.BatchStepType;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one commit adds to a run: its counts, its steps, and the numbers of its result. For one
 * transaction, in which the caller writes its own rows besides.
 */
public final class BatchPage {

  private final Instant now;
  private final List<BatchStep> steps = new ArrayList<>();
  private final List<BatchStep> errors = new ArrayList<>();
  private final Map<String, Long> parts = new LinkedHashMap<>();
  private @Nullable Integer total;
  private int success;
  private int skipped;
  private int failed;

  BatchPage(Instant now) {
    this.now = now;
  }

  /** When the page is written. */
  public Instant now() {
    return now;
  }

  /** How many items there are in all, as far as that is known; without it, those that were met. */
  public void total(int items) {
    total = items;
  }

  public void succeeded(int items) {
    success += items;
  }

  public void skipped(int items) {
    skipped += items;
  }

  /** Adds to a number of the result, such as {@code added}. */
  public void add(String part, long count) {
    parts.merge(part, count, Long::sum);
  }

  public void step(BatchStep step) {
    steps.add(step);
  }

  /**
   * An item that could not be dealt with. It is counted; the first ten of a run are steps.
   *
   * @param message for people
   * @param url what it is about, or null
   */
  public void error(String message, @Nullable String url) {
    error(
        BatchStep.failed(
                BatchStepType.ERROR,
                new StepFailure(FailureCode.REJECTED, message),
                now,
                Duration.ZERO)
            .at(url));
  }

  /** As {@link #error(String, String)}, with a step that says more. */
  public void error(BatchStep step) {
    failed++;
    errors.add(step);
  }

  @Nullable
  Integer total() {
    return total;
  }

  int succeeded() {
    return success;
  }

  int skipped() {
    return skipped;
  }

  int failed() {
    return failed;
  }

  Map<String, Long> parts() {
    return parts;
  }

  List<BatchStep> steps() {
    return steps;
  }

  List<BatchStep> errors() {
    return errors;
  }
}
