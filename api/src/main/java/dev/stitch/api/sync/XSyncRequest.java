package dev.stitch.api.sync;

import dev.stitch.launch.SyncRequest;
import dev.stitch.launch.SyncRequest.Bounds;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * What to read of an account of X.
 *
 * @param type what is read; the followers when it is left out
 * @param platformAccountId the connection; may be left out when there is one of X only
 * @param maxPages pages that this run reads at most; the next one goes on from there
 * @param maxProfiles people who are read at most, of contacts
 * @param maxContacts contacts that are added or changed at most, of contacts
 * @param contactIds of no use here: see {@code POST /api/platforms/x/enrich}
 */
public record XSyncRequest(
    @Nullable Type type,
    @Nullable UUID platformAccountId,
    @Nullable Integer maxPages,
    @Nullable Integer maxProfiles,
    @Nullable Integer maxContacts,
    @Nullable List<UUID> contactIds) {

  static final XSyncRequest EMPTY = new XSyncRequest(null, null, null, null, null, null);

  /** What is read. */
  public enum Type {
    /** Who follows the account. */
    CONTACTS,
    /** What the account has published. */
    TWEETS,
    /** Who has mentioned it, and how. */
    MENTIONS
  }

  SyncRequest read() {
    return new SyncRequest(
        kind(), platformAccountId, new Bounds(maxPages, maxProfiles, maxContacts), contactIds);
  }

  private SyncSubType kind() {
    return switch (type) {
      case CONTACTS -> SyncSubType.X_CONTACTS;
      case TWEETS -> SyncSubType.X_TWEETS;
      case MENTIONS -> SyncSubType.X_MENTIONS;
      case null -> SyncSubType.X_CONTACTS;
    };
  }
}
