package dev.stitch.launch.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.batch.BatchArguments;
import dev.stitch.launch.Launch;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.RunFamily;
import dev.stitch.store.Database;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.batch.BatchStepRow;
import dev.stitch.store.crm.SyncUploadRepository;
import dev.stitch.store.projection.ProjectedStep;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepts runs that work off many pages or items: row, place and first step are one transaction.
 */
@Singleton
public class BatchLauncher {

  /** The member of a run's config that says what is synced. */
  public static final String SYNC_SUB_TYPE = "syncSubType";

  /** The member of a run's config that names the file that it reads. */
  public static final String UPLOAD_ID = "uploadId";

  private final Database database;
  private final RunLauncher launcher;
  private final RunRepository runs;
  private final BatchRepository batches;
  private final SyncUploadRepository uploads;
  private final Clock clock = Clock.systemUTC();

  BatchLauncher(
      Database database,
      RunLauncher launcher,
      RunRepository runs,
      BatchRepository batches,
      SyncUploadRepository uploads) {
    this.database = database;
    this.launcher = launcher;
    this.runs = runs;
    this.batches = batches;
    this.uploads = uploads;
  }

  /**
   * Accepts a run, which is {@code running} from then on. Takes part in the surrounding
   * transaction.
   *
   * @throws Refusal when another run syncs the same of the same account, or reads the same file
   */
  public AcceptedRun accept(NewBatch batch) {
    return database.transaction(
        () -> {
          refuseSecond(batch);
          refuseSecondReader(batch);
          UUID id = batch.id();
          Launch launch =
              launcher.accept(
                  new NewRun(
                      id,
                      batch.type(),
                      batch.origin(),
                      null,
                      null,
                      null,
                      batch.config(),
                      batch.retryOf(),
                      null),
                  RunFamily.BATCH,
                  BatchArguments.of(id, batch.work()));
          runs.begin(id, batch.platformAccountId());
          BatchStepType opening = batch.opening();
          batches.insert(id, batch.work(), opening == null ? null : opening.word());
          if (opening != null) {
            batches.writeSteps(List.of(opened(id, opening, batch.config())));
          }
          return new AcceptedRun(id, launch);
        });
  }

  /**
   * The run that syncs the same of an account, or empty. Nobody else accepts one before the
   * surrounding transaction has ended.
   */
  public Optional<UUID> syncing(UUID platformAccountId, String syncSubType) {
    batches.lockSyncing(platformAccountId, syncSubType);
    return batches.syncing(platformAccountId, syncSubType);
  }

  private void refuseSecond(NewBatch batch) {
    String kind = batch.config().path(SYNC_SUB_TYPE).textValue();
    if (kind == null || batch.platformAccountId() == null) {
      return;
    }
    syncing(batch.platformAccountId(), kind)
        .ifPresent(
            other -> {
              throw Refusal.conflict(
                  "Run "
                      + other
                      + " does "
                      + kind
                      + " of this account already: wait for its end, or cancel it.");
            });
  }

  /** A run removes its file when it has read it, from under the other one. */
  private void refuseSecondReader(NewBatch batch) {
    String upload = batch.config().path(UPLOAD_ID).textValue();
    if (upload == null) {
      return;
    }
    uploads
        .reader(UUID.fromString(upload))
        .ifPresent(
            other -> {
              throw Refusal.conflict(
                  "Run " + other + " reads this file already: wait for its end, or cancel it.");
            });
  }

  private BatchStepRow opened(UUID runId, BatchStepType type, ObjectNode config) {
    return new BatchStepRow(
        new ProjectedStep(
            ProjectedStep.id(runId, 0),
            runId,
            0,
            null,
            type.word(),
            "running",
            null,
            null,
            null,
            1,
            clock.instant(),
            null),
        null,
        null,
        config);
  }
}
