package dev.stitch.launch.pipeline;

import java.util.List;
import java.util.UUID;

/**
 * What taking back came to.
 *
 * @param restored changes of contacts that were taken back now; a merge counts once
 * @param restoredDetails the first 100 of those
 * @param alreadyUndone changes that had been taken back before
 * @param left changes of which something was left, because somebody has changed the contact since
 * @param details the first 100 of those
 */
public record Undone(
    UUID runId,
    int restored,
    List<Restored> restoredDetails,
    int alreadyUndone,
    int left,
    List<Left> details) {

  public Undone {
    restoredDetails = List.copyOf(restoredDetails);
    details = List.copyOf(details);
  }

  /**
   * A change that was taken back.
   *
   * @param what became of the contact by that, for people
   */
  public record Restored(UUID contactId, String what) {}

  /**
   * A change of which something was left.
   *
   * @param reason for people
   */
  public record Left(UUID contactId, String reason) {}
}
