package dev.stitch.activities.contact;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** What became of one person of a page. */
public sealed interface PageOutcome {

  /** The contact that the person is; null when there is none. */
  @Nullable
  UUID contactId();

  /** The contact is new. */
  record Added(UUID contactId) implements PageOutcome {}

  /** The contact was known, and has changed. */
  record Updated(UUID contactId) implements PageOutcome {}

  /** Nothing was done. */
  record Skipped(UUID contactId, SkipReason reason) implements PageOutcome {}

  /** Nothing could be done; the message says why to a person. */
  record Failed(String message) implements PageOutcome {
    @Override
    public @Nullable UUID contactId() {
      return null;
    }
  }

  /** Why nothing was done. */
  enum SkipReason {
    /** The contact has all of it already. */
    UNCHANGED,
    /** Somebody archived the contact; no platform brings it back. */
    ARCHIVED,
    /** The page tells of the same contact before. */
    REPEATED
  }
}
