package dev.stitch.launch;

import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * What a sync is to do, as its route or a schedule says it.
 *
 * @param platformAccountId the connection; null for the only one of its platform
 * @param contactIds whom it is about; null for everybody
 */
public record SyncRequest(
    SyncSubType kind,
    @Nullable UUID platformAccountId,
    Bounds bounds,
    @Nullable List<UUID> contactIds) {

  /**
   * How much one run reads at most, null for everything; the next run goes on from there.
   *
   * @param maxPages pages of the platform's lists
   * @param maxProfiles people whom the platform tells of, each of whom may cost money
   * @param maxContacts contacts that are added or changed
   */
  public record Bounds(
      @Nullable Integer maxPages, @Nullable Integer maxProfiles, @Nullable Integer maxContacts) {
    public static final Bounds NONE = new Bounds(null, null, null);
  }
}
