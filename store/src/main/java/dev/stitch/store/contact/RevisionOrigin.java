package dev.stitch.store.contact;

import io.micronaut.core.annotation.Nullable;
import java.util.Objects;
import java.util.UUID;

/**
 * Where changes of contacts come from.
 *
 * @param runId the run that makes them; one that the database does not know is left out
 * @param platform whose word it is, e.g. {@code linkedin}; null when it is no platform's
 * @param actor who asked for it, as the audit log names people; null when nobody did
 */
public record RevisionOrigin(
    RevisionSource source,
    @Nullable UUID runId,
    @Nullable String platform,
    @Nullable String actor) {

  public RevisionOrigin {
    Objects.requireNonNull(source, "source");
  }

  /** Of a run that nobody asked for in particular, and that says nothing on a platform's behalf. */
  public static RevisionOrigin of(RevisionSource source, UUID runId) {
    return new RevisionOrigin(source, runId, null, null);
  }

  /** Of a sync of a platform. */
  public static RevisionOrigin sync(UUID runId, String platform) {
    return new RevisionOrigin(RevisionSource.SYNC, runId, platform, null);
  }
}
