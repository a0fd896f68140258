package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.store.SqlFailure;
import java.util.function.Consumer;

/** Commits what may give a contact an address or identity that somebody else takes just then. */
final class ContactCommit {

  private ContactCommit() {}

  /** As {@link SliceProgress#commit}; done again when somebody was faster, whom it then sees. */
  static void write(SliceProgress progress, JsonNode position, Consumer<BatchPage> content) {
    try {
      progress.commit(position, content);
    } catch (SqlFailure taken) {
      if (!taken.duplicate()) {
        throw taken;
      }
      progress.commit(position, content);
    }
  }
}
