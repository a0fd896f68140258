package dev.stitch.activities.sync;

import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.store.Jsonb;

/** What a sync comes to: {@code {added, updated, skipped, errors}}. */
final class SyncResults {

  static final String ADDED = "added";
  static final String UPDATED = "updated";

  /** Answers of the platform, told beside the counts. */
  static final String PAGES = "pages";

  private SyncResults() {}

  static SliceEnd finished(SliceProgress progress) {
    return new SliceEnd.Finished(
        Jsonb.object()
            .put(ADDED, progress.part(ADDED))
            .put(UPDATED, progress.part(UPDATED))
            .put("skipped", progress.counts().skipped())
            .put("errors", progress.counts().errors()));
  }
}
