package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.MergedContacts;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.google.GmailClient;
import dev.stitch.connectors.google.GmailClient.MessagePage;
import dev.stitch.connectors.google.GmailClient.MessageRef;
import dev.stitch.connectors.google.MailMetadata;
import dev.stitch.model.FailureCode;
import dev.stitch.model.Platform;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.crm.MailEngagement;
import dev.stitch.store.crm.MailEngagements;
import dev.stitch.store.crm.SyncPlace;
import dev.stitch.store.crm.SyncPlaceRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Reads who wrote to whom in a mailbox, never what: a mail from or to a known contact is an
 * engagement. The first sync lists a month back; later ones read what came since, and list again
 * when Gmail has forgotten where that was.
 */
@Singleton
class GmailMetadataWork implements BatchWork {

  private static final Duration LISTED = Duration.ofDays(30);

  /** Each mail is a request of its own, so that many are some seconds. */
  private static final int MAILS = 100;

  /** A mailbox that keeps forgetting its pages cannot be read to its end. */
  private static final int RESTARTS = 3;

  private final GmailAccounts accounts;
  private final Platforms platforms;
  private final SyncPlaceRepository places;
  private final MergedContacts contacts;
  private final MailEngagements engagements;
  private final Clock clock = Clock.systemUTC();

  GmailMetadataWork(
      GmailAccounts accounts,
      Platforms platforms,
      SyncPlaceRepository places,
      MergedContacts contacts,
      MailEngagements engagements) {
    this.accounts = accounts;
    this.platforms = platforms;
    this.places = places;
    this.contacts = contacts;
    this.engagements = engagements;
  }

  /**
   * Where a run stands.
   *
   * @param account whose list it is: another account's has other pages
   * @param walk null when nothing is left to read
   * @param restarts how often the mailbox was begun again
   */
  private record Position(
      @Nullable String account, @Nullable MailWalk walk, int pages, int restarts) {

    static Position of(JsonNode json) {
      JsonNode walk = json.path("walk");
      return new Position(
          json.path("account").textValue(),
          walk.isObject() ? MailWalk.of(walk) : null,
          json.path("pages").asInt(),
          json.path("restarts").asInt());
    }

    ObjectNode json() {
      ObjectNode json = Jsonb.object().put("pages", pages).put("restarts", restarts);
      json.put("account", account);
      json.set("walk", walk == null ? null : walk.json());
      return json;
    }
  }

  /** The mails that a page tells of, and where it leads. */
  private record Read(
      List<GmailMail> mails, int listed, @Nullable MailWalk next, @Nullable String cursor) {}

  @Override
  public Set<String> names() {
    return Set.of("gmail_metadata");
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    SyncBounds bounds = SyncBounds.of(run.config());
    Connection connection = accounts.of(run);
    GmailClient client = platforms.gmail(connection);
    Reading reading =
        new Reading(
            run,
            progress,
            accounts.list(connection, SyncSubType.GMAIL_METADATA),
            client,
            someContacts(run.config()));
    if (reading.begins()) {
      reading.begin();
    }
    while (true) {
      Position position = Position.of(Objects.requireNonNull(progress.position(), "begun"));
      if (position.walk() == null || position.pages() >= bounds.pages()) {
        return SyncResults.finished(progress);
      }
      if (!progress.goesOn()) {
        return new SliceEnd.More();
      }
      Read read;
      try {
        read = reading.read(position.walk());
      } catch (PlatformException e) {
        boolean listing = position.walk().until() != null;
        if (!GmailAccounts.lost(e, position.walk().pageToken() != null)) {
          throw e;
        }
        if (position.restarts() == RESTARTS) {
          return new SliceEnd.Failed(
              new StepFailure(
                  FailureCode.UNUSABLE_ANSWER,
                  "Gmail did not let its mailbox be read to the end, however often it was begun again: "
                      + e.getMessage()));
        }
        MailWalk again = listing ? position.walk().on(null) : reading.listing();
        reading.keep(
            new Position(position.account(), again, position.pages(), position.restarts() + 1));
        continue;
      }
      progress.commit(into -> reading.written(position, read, into));
    }
  }

  private static Set<UUID> someContacts(JsonNode config) {
    Set<UUID> ids = new HashSet<>();
    config.path("contactIds").forEach(id -> ids.add(UUID.fromString(id.asText())));
    return ids;
  }

  /**
   * One slice's reading of a mailbox. A run that is about some contacts leaves the cursor to those
   * about everybody.
   */
  private final class Reading {

    private final BatchRun run;
    private final SliceProgress progress;
    private final SyncedList list;
    private final GmailClient client;
    private final Set<UUID> only;

    Reading(
        BatchRun run, SliceProgress progress, SyncedList list, GmailClient client, Set<UUID> only) {
      this.run = run;
      this.progress = progress;
      this.list = list;
      this.client = client;
      this.only = only;
    }

    /** Also when the connection was connected as another account since the last slice. */
    boolean begins() {
      JsonNode position = progress.position();
      return position == null || !Objects.equals(Position.of(position).account(), list.accountId());
    }

    void begin() throws PlatformException, InterruptedException {
      SyncPlace place = only.isEmpty() ? places.find(list) : SyncPlace.NONE;
      MailWalk walk =
          place.walk() != null
              ? MailWalk.of(place.walk())
              : place.cursor() != null ? MailWalk.since(place.cursor()) : listing();
      keep(new Position(list.accountId(), walk, 0, 0));
    }

    /** The history's id is taken first: what comes while the list is read is in the next walk. */
    MailWalk listing() throws PlatformException, InterruptedException {
      return new MailWalk(client.profile().historyId(), clock.instant().minus(LISTED), null, 0);
    }

    void keep(Position position) {
      progress.commit(position.json(), into -> {});
    }

    Read read(MailWalk walk) throws PlatformException, InterruptedException {
      MessagePage page =
          walk.until() == null
              ? client.added(walk.start(), walk.pageToken())
              : client.messages(null, walk.pageToken(), MAILS);
      int from = Math.min(walk.taken(), page.messages().size());
      int to = Math.min(from + MAILS, page.messages().size());
      List<GmailMail> mails = new ArrayList<>();
      boolean old = walk.until() != null && to > from;
      for (MessageRef message : page.messages().subList(from, to)) {
        MailMetadata mail = client.metadata(message.id()).orElse(null);
        if (mail != null && isOld(mail, walk.until())) {
          continue;
        }
        old = false;
        if (mail != null) {
          mails.add(GmailMail.of(mail));
        }
      }
      if (to < page.messages().size() && !old) {
        return new Read(mails, to - from, walk.took(to - from), null);
      }
      if (page.nextPageToken() != null && !old) {
        return new Read(mails, to - from, walk.on(page.nextPageToken()), null);
      }
      return new Read(
          mails,
          to - from,
          null,
          page.historyId() == null || walk.until() != null ? walk.start() : page.historyId());
    }

    private static boolean isOld(MailMetadata mail, @Nullable Instant until) {
      return until != null && mail.receivedAt() != null && mail.receivedAt().isBefore(until);
    }

    JsonNode written(Position position, Read read, BatchPage into) {
      Map<String, UUID> known = known(read.mails());
      List<MailEngagement> all =
          read.mails().stream().flatMap(mail -> mail.engagements(known)).toList();
      Set<String> added = engagements.add(Platform.GMAIL, all, run.id());
      long told =
          read.mails().stream()
              .filter(
                  mail ->
                      mail.engagements(known)
                          .anyMatch(engagement -> added.contains(engagement.key())))
              .count();
      into.succeeded((int) told);
      into.skipped(read.listed() - (int) told);
      into.add(SyncResults.ADDED, told);
      into.add(SyncResults.PAGES, 1);
      if (only.isEmpty()) {
        SyncPlace place =
            read.next() == null
                ? new SyncPlace(read.cursor(), null)
                : new SyncPlace(places.find(list).cursor(), read.next().json());
        places.put(list, place, run.id());
      }
      return new Position(
              position.account(), read.next(), position.pages() + 1, position.restarts())
          .json();
    }

    private Map<String, UUID> known(List<GmailMail> mails) {
      Set<String> addresses = new HashSet<>();
      mails.forEach(mail -> addresses.addAll(mail.others()));
      Map<String, UUID> known = new HashMap<>(contacts.ofAddresses(addresses));
      known.values().removeIf(contact -> !only.isEmpty() && !only.contains(contact));
      return known;
    }
  }
}
