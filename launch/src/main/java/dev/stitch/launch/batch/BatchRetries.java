package dev.stitch.launch.batch;

import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Ids;
import dev.stitch.store.batch.BatchProgress;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Retries runs that work off many items: a new run is asked for the same. */
@Singleton
public class BatchRetries {

  private final BatchRepository batches;
  private final BatchLauncher launcher;

  BatchRetries(BatchRepository batches, BatchLauncher launcher) {
    this.batches = batches;
    this.launcher = launcher;
  }

  /**
   * Accepts a new run in place of one that has ended; empty when that one is of another family.
   * Takes part in the surrounding transaction.
   *
   * @throws Refusal when another run does the same meanwhile
   */
  public Optional<AcceptedRun> accept(RunRow run, String actor) {
    return batches.find(run.id()).map(progress -> launcher.accept(again(run, progress, actor)));
  }

  private static NewBatch again(RunRow run, BatchProgress progress, String actor) {
    return new NewBatch(
        Ids.next(),
        run.workflowType(),
        progress.work(),
        new NewRun.Origin(
            run.origin().name(),
            actor,
            run.origin().trigger(),
            run.origin().triggerKind(),
            run.origin().templateId()),
        RunRow.asked(run.config()),
        run.owners().platformAccountId(),
        opening(progress.stepType()),
        run.id());
  }

  private static @Nullable BatchStepType opening(@Nullable String type) {
    return type == null ? null : BatchStepType.valueOf(type.toUpperCase(Locale.ROOT));
  }
}
