package dev.stitch.launch.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.batch.BatchLauncher;
import dev.stitch.launch.batch.NewBatch;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks what a sync is asked for, and accepts it: for routes and schedules alike. */
@Singleton
public class SyncRequests {

  /** The member of a run's config that names the file that it reads. */
  public static final String UPLOAD_ID = BatchLauncher.UPLOAD_ID;

  private static final int MOST = 1_000_000;
  private static final int MOST_CONTACTS = 10_000;

  /** Kinds that read a list of people. */
  private static final Set<SyncSubType> OF_PEOPLE =
      EnumSet.of(
          SyncSubType.X_CONTACTS,
          SyncSubType.X_ENRICH,
          SyncSubType.GMAIL_CONTACTS,
          SyncSubType.LINKEDIN_CONTACTS);

  /** Kinds that may be about some contacts only. */
  private static final Set<SyncSubType> OF_CONTACTS =
      EnumSet.of(SyncSubType.X_ENRICH, SyncSubType.GMAIL_METADATA);

  private final ConnectionRepository connections;
  private final BatchLauncher launcher;

  SyncRequests(ConnectionRepository connections, BatchLauncher launcher) {
    this.connections = connections;
    this.launcher = launcher;
  }

  /**
   * Accepts a sync. Takes part in the surrounding transaction.
   *
   * @throws Refusal when it cannot be meant, or the same is under way
   */
  public AcceptedRun accept(SyncRequest request, RunOrigin origin) {
    return accept(Ids.next(), request, origin);
  }

  /** As {@link #accept(SyncRequest, RunOrigin)}, of a run whose id is known beforehand. */
  public AcceptedRun accept(UUID id, SyncRequest request, RunOrigin origin) {
    Connection connection = checked(request);
    return accept(id, request.kind(), connection, config(request, connection), origin);
  }

  /**
   * The run that does the same, for which {@link #accept(SyncRequest, RunOrigin)} would refuse it;
   * when there is none, nobody else accepts one before the surrounding transaction has ended.
   */
  public Optional<UUID> underWay(SyncSubType kind, UUID platformAccountId) {
    return launcher.syncing(platformAccountId, kind.word());
  }

  /**
   * Refuses what {@link #accept(SyncRequest, RunOrigin)} would refuse, but for a sync of the same
   * that is under way.
   */
  public void check(SyncRequest request) {
    checked(request);
  }

  private Connection checked(SyncRequest request) {
    if (request.kind() == SyncSubType.LINKEDIN_CONTACTS) {
      throw Refusal.invalid(
          "/type",
          "cannot be read from LinkedIn, which has no API for it; POST its export to /api/platforms/linkedin/sync");
    }
    checkFields(request);
    Connection connection = connection(request);
    Capability needed = needed(request.kind());
    if (needed != null && !connection.can(needed)) {
      throw Refusal.invalid(
          "/platformAccountId",
          "may not %s, as the platform says; connect the account again with that scope"
              .formatted(needed.text().replace('_', ' ')));
    }
    return connection;
  }

  /**
   * Accepts the reading of an export of LinkedIn, as {@link #accept(SyncRequest, RunOrigin)} does
   * others.
   *
   * @param platformAccountId the connection; null for the only one of LinkedIn, or none
   * @param uploadId the file, which the run removes when it has read it
   */
  public AcceptedRun acceptExport(
      @Nullable UUID platformAccountId, UUID uploadId, RunOrigin origin) {
    SyncRequest request =
        new SyncRequest(
            SyncSubType.LINKEDIN_CONTACTS, platformAccountId, SyncRequest.Bounds.NONE, null);
    boolean needless = platformAccountId == null && connections.all(Toolkit.LINKEDIN).size() != 1;
    Connection connection = needless ? null : connection(request);
    ObjectNode config = config(request, connection).put(UPLOAD_ID, uploadId.toString());
    return accept(Ids.next(), request.kind(), connection, config, origin);
  }

  private AcceptedRun accept(
      UUID id,
      SyncSubType subType,
      @Nullable Connection connection,
      ObjectNode config,
      RunOrigin origin) {
    String kind = subType.word();
    String name = kind.replace('_', ' ');
    return launcher.accept(
        new NewBatch(
            id,
            subType == SyncSubType.X_ENRICH ? WorkflowType.ENRICH : WorkflowType.SYNC,
            kind,
            origin.named(connection == null ? name : name + " of " + connection.name()),
            config,
            connection == null ? null : connection.id(),
            BatchStepType.SYNC_PAGE,
            null));
  }

  /**
   * Refuses what no account could be asked for.
   *
   * @throws Refusal naming the field
   */
  public static void checkFields(SyncRequest request) {
    SyncRequest.Bounds bounds = request.bounds();
    inRange("/maxPages", bounds.maxPages());
    inRange("/maxProfiles", bounds.maxProfiles());
    inRange("/maxContacts", bounds.maxContacts());
    if (!OF_PEOPLE.contains(request.kind())) {
      refuse("/maxProfiles", bounds.maxProfiles(), "bounds syncs of people; use maxPages here");
      refuse("/maxContacts", bounds.maxContacts(), "bounds syncs of people; use maxPages here");
    }
    List<UUID> contacts = request.contactIds();
    if (contacts == null) {
      return;
    }
    if (!OF_CONTACTS.contains(request.kind())) {
      refuse(
          "/contactIds", contacts, "cannot be given here; POST /api/platforms/x/enrich takes it");
    }
    if (contacts.isEmpty() || contacts.size() > MOST_CONTACTS) {
      throw Refusal.invalid("/contactIds", "must be 1 to " + MOST_CONTACTS + " ids of contacts");
    }
  }

  private static void inRange(String pointer, @Nullable Integer value) {
    if (value != null && (value < 1 || value > MOST)) {
      throw Refusal.invalid(pointer, "must be a whole number from 1 to " + MOST);
    }
  }

  private static void refuse(String pointer, @Nullable Object value, String why) {
    if (value != null) {
      throw Refusal.invalid(pointer, why);
    }
  }

  private Connection connection(SyncRequest request) {
    Toolkit toolkit = toolkit(request.kind());
    String name = toolkit == Toolkit.X ? "X" : toolkit.text();
    UUID id = request.platformAccountId();
    if (id != null) {
      return connections
          .find(id)
          .filter(found -> found.toolkit() == toolkit)
          .orElseThrow(
              () ->
                  Refusal.invalid(
                      "/platformAccountId",
                      "there is no connection of %s with this id; GET /api/connections?toolkit=%s lists them"
                          .formatted(name, toolkit.text())));
    }
    List<Connection> all = connections.all(toolkit);
    if (all.size() == 1) {
      return all.getFirst();
    }
    throw Refusal.invalid(
        "/platformAccountId",
        all.isEmpty()
            ? "is required, and there is no connection of %s yet: connect an account first"
                .formatted(name)
            : "is required, since there are %d connections of %s".formatted(all.size(), name));
  }

  private static Toolkit toolkit(SyncSubType kind) {
    return switch (kind) {
      case X_CONTACTS, X_TWEETS, X_MENTIONS, X_ENRICH -> Toolkit.X;
      case GMAIL_CONTACTS, GMAIL_METADATA -> Toolkit.GMAIL;
      case LINKEDIN_CONTACTS -> Toolkit.LINKEDIN;
    };
  }

  /** What the account must be able to do; null where there is nothing that it could be refused. */
  private static @Nullable Capability needed(SyncSubType kind) {
    return switch (kind) {
      case X_CONTACTS, X_ENRICH, GMAIL_CONTACTS -> Capability.READ_CONTACTS;
      case X_TWEETS, X_MENTIONS -> Capability.READ_POSTS;
      case GMAIL_METADATA -> Capability.READ_MAIL;
      case LINKEDIN_CONTACTS -> null;
    };
  }

  private static ObjectNode config(SyncRequest request, @Nullable Connection connection) {
    ObjectNode config = Jsonb.object().put(BatchLauncher.SYNC_SUB_TYPE, request.kind().word());
    if (connection != null) {
      config.put("platformAccountId", connection.id().toString());
    }
    put(config, "maxPages", request.bounds().maxPages());
    put(config, "maxProfiles", request.bounds().maxProfiles());
    put(config, "maxContacts", request.bounds().maxContacts());
    if (request.contactIds() != null) {
      ArrayNode ids = config.putArray("contactIds");
      request.contactIds().stream().distinct().forEach(id -> ids.add(id.toString()));
    }
    return config;
  }

  private static void put(ObjectNode config, String name, @Nullable Integer value) {
    if (value != null) {
      config.put(name, value);
    }
  }
}
