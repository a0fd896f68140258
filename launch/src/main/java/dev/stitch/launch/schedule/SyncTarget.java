package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.BatchLauncher;
import dev.stitch.launch.SyncRequest;
import dev.stitch.launch.SyncRequest.Bounds;
import dev.stitch.launch.SyncRequests;
import dev.stitch.launch.SyncRequests.Asked;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.schedule.ScheduleKind;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Syncs an account: {@code platform}, and the body of the platform's route. */
@Singleton
final class SyncTarget implements ScheduleTarget {

  private final SyncRequests syncs;

  SyncTarget(SyncRequests syncs) {
    this.syncs = syncs;
  }

  /** Which list is read of which platform; each pair stands for a route. */
  enum Platform {
    X,
    GMAIL
  }

  /** What is read. */
  enum Type {
    CONTACTS,
    TWEETS,
    MENTIONS,
    ENRICH,
    METADATA
  }

  /**
   * A sync as a schedule keeps it.
   *
   * @param type the platform's contacts when it is left out
   */
  record Body(
      @Nullable Platform platform,
      @Nullable Type type,
      @Nullable UUID platformAccountId,
      @Nullable Integer maxPages,
      @Nullable Integer maxProfiles,
      @Nullable Integer maxContacts,
      @Nullable List<UUID> contactIds) {

    private SyncRequest request() {
      return new SyncRequest(
          kind(), platformAccountId, new Bounds(maxPages, maxProfiles, maxContacts), contactIds);
    }

    private SyncSubType kind() {
      return switch (platform) {
        case X ->
            switch (type) {
              case CONTACTS -> SyncSubType.X_CONTACTS;
              case TWEETS -> SyncSubType.X_TWEETS;
              case MENTIONS -> SyncSubType.X_MENTIONS;
              case ENRICH -> SyncSubType.X_ENRICH;
              case METADATA -> throw typeOf("X", "contacts, tweets, mentions or enrich");
              case null -> SyncSubType.X_CONTACTS;
            };
        case GMAIL ->
            switch (type) {
              case CONTACTS -> SyncSubType.GMAIL_CONTACTS;
              case METADATA -> SyncSubType.GMAIL_METADATA;
              case TWEETS, MENTIONS, ENRICH -> throw typeOf("Gmail", "contacts or metadata");
              case null -> SyncSubType.GMAIL_CONTACTS;
            };
        case null ->
            throw Refusal.invalid(
                "/platform", "is required: x or gmail; LinkedIn's export is uploaded by hand");
      };
    }

    private static Refusal typeOf(String platform, String types) {
      return Refusal.invalid("/type", "of " + platform + " must be " + types);
    }
  }

  @Override
  public Set<ScheduleKind> kinds() {
    return Set.of(ScheduleKind.SYNC);
  }

  @Override
  public void check(ScheduleKind kind, ObjectNode target) {
    syncs.check(RequestJson.read(target, Body.class).request());
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    BatchLauncher.Accepted accepted =
        syncs.accept(
            RequestJson.read(target, Body.class).request(),
            new Asked(origin.actor(), origin.kind(), origin.trigger()));
    return new Started(accepted.runId(), null, Optional.of(accepted.launch()));
  }
}
