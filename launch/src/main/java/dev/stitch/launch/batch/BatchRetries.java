package dev.stitch.launch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.batch.BatchProgress;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Retries runs that work off many items: a new run is asked for the same. */
@Singleton
public class BatchRetries {

  /**
   * What a run's config says of the run itself: nobody waits for the end of one that is retried.
   */
  private static final List<String> OF_THE_RUN = List.of("workflowInput", "caller", "reported");

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
    JsonNode config = run.config();
    ObjectNode asked = config instanceof ObjectNode object ? object.deepCopy() : Jsonb.object();
    asked.remove(OF_THE_RUN);
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
        asked,
        run.owners().platformAccountId(),
        opening(progress.stepType()),
        run.id());
  }

  private static @Nullable BatchStepType opening(@Nullable String type) {
    return type == null ? null : BatchStepType.valueOf(type.toUpperCase(Locale.ROOT));
  }
}
