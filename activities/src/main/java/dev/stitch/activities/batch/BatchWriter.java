package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.readmodel.StreamRows;
import dev.stitch.machine.NodeStatus;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.batch.BatchPhase;
import dev.stitch.store.batch.BatchProgress;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.batch.BatchRepository.Counted;
import dev.stitch.store.batch.BatchRepository.Counts;
import dev.stitch.store.batch.BatchRepository.Steps;
import dev.stitch.store.batch.BatchStepRow;
import dev.stitch.store.projection.ProjectedStep;
import dev.stitch.store.projection.ProjectionRepository;
import dev.stitch.store.projection.StreamNotifier;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes what slices bring. Each write is one transaction that begins by moving the run on from the
 * position at which the slice stands: of two that stand at the same one, one writes nothing.
 */
@Singleton
class BatchWriter {

  /** Errors of a run that are steps; the others are counted only. */
  static final int ERROR_STEPS = 10;

  private final Database database;
  private final BatchRepository batches;
  private final ProjectionRepository projection;
  private final StreamNotifier notifier;
  private final Clock clock = Clock.systemUTC();

  BatchWriter(
      Database database,
      BatchRepository batches,
      ProjectionRepository projection,
      StreamNotifier notifier) {
    this.database = database;
    this.batches = batches;
    this.projection = projection;
    this.notifier = notifier;
  }

  /**
   * Where a run stands after a write.
   *
   * @param counted the run's counters and status
   */
  record Written(Counted counted, @Nullable JsonNode position, JsonNode parts) {}

  /**
   * Writes a page.
   *
   * @param from where the slice stands
   * @param content writes its rows, and answers where the run goes on
   * @throws SliceLostException when it does not stand there any more, or is over
   */
  Written write(BatchRun run, BatchProgress from, Function<BatchPage, @Nullable JsonNode> content) {
    Written written =
        database.transaction(
            () -> {
              Steps before = advance(run, from);
              BatchPage page = new BatchPage(clock.instant());
              JsonNode position = content.apply(page);
              ObjectNode parts = parts(from, page);
              Counted counted = count(run, page);
              List<BatchStepRow> rows = new ArrayList<>();
              if (from.stepType() != null) {
                rows.add(ofRun(run, from.stepType(), 0, NodeStatus.RUNNING, counted, parts, null));
              }
              Steps after = number(run.id(), page, before, rows);
              write(run.id(), rows, after, position, parts);
              return new Written(counted, position, parts);
            });
    notifier.streamGrew();
    return written;
  }

  /** Notes that nothing is left to do, with a step that sums the run up. */
  void finish(BatchRun run, BatchProgress from, @Nullable JsonNode result) {
    database.transaction(
        () -> {
          Steps before = advance(run, from);
          Counted counted = count(run, new BatchPage(clock.instant()));
          List<BatchStepRow> rows = new ArrayList<>();
          Steps after = before;
          if (from.stepType() != null) {
            JsonNode parts = from.parts();
            rows.add(ofRun(run, from.stepType(), 0, NodeStatus.COMPLETED, counted, parts, null));
            rows.add(
                ofRun(
                    run,
                    from.stepType(),
                    before.next(),
                    NodeStatus.COMPLETED,
                    counted,
                    parts,
                    null));
            after = new Steps(before.next() + 1, before.errors());
          }
          write(run.id(), rows, after, from.position(), from.parts());
          batches.end(run.id(), BatchPhase.FINISHED, result, null);
        });
    notifier.streamGrew();
  }

  /** Notes why the run cannot go on, with a step of its own. */
  void fail(BatchRun run, BatchProgress from, StepFailure failure) {
    database.transaction(
        () -> {
          Steps before = advance(run, from);
          Counted counted = count(run, new BatchPage(clock.instant()));
          List<BatchStepRow> rows = new ArrayList<>();
          if (from.stepType() != null) {
            rows.add(
                ofRun(run, from.stepType(), 0, NodeStatus.FAILED, counted, from.parts(), failure));
          }
          // The run's own end is told also when ten of its items have failed: the last gives way.
          boolean full = before.errors() == ERROR_STEPS;
          int index =
              full
                  ? batches.newestStep(run.id(), BatchStepType.ERROR.word()).orElse(before.next())
                  : before.next();
          rows.add(
              row(
                  run.id(),
                  index,
                  BatchStep.failed(BatchStepType.ERROR, failure, clock.instant(), Duration.ZERO)));
          Steps after = full ? before : new Steps(before.next() + 1, before.errors() + 1);
          write(run.id(), rows, after, from.position(), from.parts());
          batches.end(run.id(), BatchPhase.FAILED, null, error(failure));
        });
    notifier.streamGrew();
  }

  /** What was paid stays paid, also when the page that it was paid for is lost. */
  void pay(UUID runId, BigDecimal usd) {
    if (usd.signum() > 0) {
      batches.pay(runId, usd);
    }
  }

  private Steps advance(BatchRun run, BatchProgress from) {
    return batches.advance(run.id(), from.revision()).orElseThrow(SliceLostException::new);
  }

  private Counted count(BatchRun run, BatchPage page) {
    Counts counts = new Counts(page.total(), page.succeeded(), page.skipped(), page.failed());
    return batches.count(run.id(), counts).orElseThrow(SliceLostException::new);
  }

  private static ObjectNode parts(BatchProgress from, BatchPage page) {
    ObjectNode parts = from.parts().deepCopy();
    page.parts().forEach((name, count) -> parts.put(name, parts.path(name).asLong() + count));
    return parts;
  }

  /** Gives a page's steps their indexes. */
  private static Steps number(UUID runId, BatchPage page, Steps before, List<BatchStepRow> rows) {
    int next = before.next();
    for (BatchStep step : page.steps()) {
      rows.add(row(runId, next++, step));
    }
    int errors = before.errors();
    for (BatchStep error : page.errors()) {
      if (errors < ERROR_STEPS) {
        rows.add(row(runId, next++, error));
        errors++;
      }
    }
    return new Steps(next, errors);
  }

  private void write(
      UUID runId,
      List<BatchStepRow> rows,
      Steps steps,
      @Nullable JsonNode position,
      JsonNode parts) {
    batches.writeSteps(rows);
    batches.keep(runId, steps, position, parts);
    projection.append(rows.stream().map(row -> StreamRows.ofStep(null, row.step())).toList());
  }

  /**
   * A step that is about the whole run, as the run now is: its first stands for it all the time.
   */
  private BatchStepRow ofRun(
      BatchRun run,
      String type,
      int index,
      NodeStatus status,
      Counted counted,
      JsonNode parts,
      @Nullable StepFailure failure) {
    return new BatchStepRow(
        new ProjectedStep(
            ProjectedStep.id(run.id(), index),
            run.id(),
            index,
            null,
            type,
            lower(status),
            null,
            told(counted, parts),
            error(failure),
            1,
            run.startedAt(),
            status == NodeStatus.RUNNING ? null : millis(run.startedAt(), clock.instant())),
        null,
        null,
        null);
  }

  private static ObjectNode told(Counted counted, JsonNode parts) {
    ObjectNode output = parts.deepCopy();
    return output
        .put("total", counted.total())
        .put("processed", counted.processed())
        .put("success", counted.success())
        .put("skipped", counted.skipped())
        .put("errors", counted.errors());
  }

  private static BatchStepRow row(UUID runId, int index, BatchStep step) {
    return new BatchStepRow(
        new ProjectedStep(
            ProjectedStep.id(runId, index),
            runId,
            index,
            null,
            step.type().word(),
            lower(step.status()),
            step.subject().contactId(),
            step.output(),
            error(step.failure()),
            1,
            step.startedAt(),
            Math.max(0, step.took().toMillis())),
        step.subject().url(),
        step.subject().tool(),
        step.input());
  }

  private static @Nullable ObjectNode error(@Nullable StepFailure failure) {
    return failure == null
        ? null
        : Jsonb.object().put("code", failure.code().name()).put("message", failure.message());
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  private static String lower(NodeStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
