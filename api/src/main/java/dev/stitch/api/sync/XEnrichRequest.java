package dev.stitch.api.sync;

import dev.stitch.launch.SyncRequest;
import dev.stitch.launch.SyncRequest.Bounds;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Which contacts to complete by what X tells of them.
 *
 * @param platformAccountId the connection; may be left out when there is one of X only
 * @param maxPages requests of up to 100 people that this run makes at most
 * @param maxProfiles people who are asked for at most
 * @param maxContacts contacts that are changed at most
 * @param contactIds whom it is about; everybody with an identity of X when it is left out
 */
public record XEnrichRequest(
    @Nullable UUID platformAccountId,
    @Nullable Integer maxPages,
    @Nullable Integer maxProfiles,
    @Nullable Integer maxContacts,
    @Nullable List<UUID> contactIds) {

  static final XEnrichRequest EMPTY = new XEnrichRequest(null, null, null, null, null);

  SyncRequest read() {
    return new SyncRequest(
        SyncSubType.X_ENRICH,
        platformAccountId,
        new Bounds(maxPages, maxProfiles, maxContacts),
        contactIds);
  }
}
