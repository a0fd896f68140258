package dev.stitch.launch.sync;

import dev.stitch.launch.sync.SyncRequest.Bounds;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * What to read of a Google account.
 *
 * @param type the address book when it is left out
 * @param platformAccountId the connection; may be left out when there is one of Gmail only
 * @param maxPages pages that this run reads at most; the next one goes on from there
 * @param maxProfiles people who are read at most, of contacts
 * @param maxContacts contacts that are added or changed at most, of contacts
 * @param contactIds whose mail is read, of metadata; everybody's when it is left out
 */
public record GmailSyncRequest(
    @Nullable Type type,
    @Nullable UUID platformAccountId,
    @Nullable Integer maxPages,
    @Nullable Integer maxProfiles,
    @Nullable Integer maxContacts,
    @Nullable List<UUID> contactIds) {

  public static final GmailSyncRequest EMPTY =
      new GmailSyncRequest(null, null, null, null, null, null);

  /** What is read. */
  public enum Type {
    /** The address book. */
    CONTACTS,
    /** Who wrote to whom and when; never what. */
    METADATA
  }

  /** The same, as all syncs are asked for. */
  public SyncRequest read() {
    return new SyncRequest(
        kind(), platformAccountId, new Bounds(maxPages, maxProfiles, maxContacts), contactIds);
  }

  private SyncSubType kind() {
    return switch (type) {
      case CONTACTS -> SyncSubType.GMAIL_CONTACTS;
      case METADATA -> SyncSubType.GMAIL_METADATA;
      case null -> SyncSubType.GMAIL_CONTACTS;
    };
  }
}
