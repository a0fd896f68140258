package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.contact.ContactPages;
import dev.stitch.activities.contact.IncomingContact;
import dev.stitch.activities.contact.PageResult;
import dev.stitch.activities.sync.SyncedPeople.Someone;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.google.PeopleClient;
import dev.stitch.connectors.google.PeopleClient.PersonPage;
import dev.stitch.connectors.google.Person;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.crm.SyncPlace;
import dev.stitch.store.crm.SyncPlaceRepository;
import dev.stitch.store.crm.SyncPlaceRepository.SyncedList;
import dev.stitch.store.crm.SyncSubType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the address book of a Google account: everybody at first and every six days, what has
 * changed in between. Whoever is deleted there stays a contact and loses the identity only.
 */
@Singleton
class GmailContactsWork implements BatchWork {

  /** An address book that keeps forgetting its pages cannot be read to its end. */
  private static final int RESTARTS = 3;

  private static final int MOST_KEPT = 10;

  private final GmailAccounts accounts;
  private final Platforms platforms;
  private final SyncPlaceRepository places;
  private final SyncedPeople people;
  private final ContactPages contacts;
  private final Clock clock = Clock.systemUTC();

  GmailContactsWork(
      GmailAccounts accounts,
      Platforms platforms,
      SyncPlaceRepository places,
      SyncedPeople people,
      ContactPages contacts) {
    this.accounts = accounts;
    this.platforms = platforms;
    this.places = places;
    this.people = people;
    this.contacts = contacts;
  }

  /**
   * Where a run stands.
   *
   * @param account whose list it is: another account's has other pages
   * @param walk null when nothing is left to read
   * @param restarts how often the address book was begun again
   */
  private record Position(
      @Nullable String account, @Nullable PeopleWalk walk, SyncCount count, int restarts) {

    static Position of(JsonNode json) {
      JsonNode walk = json.path("walk");
      return new Position(
          json.path("account").textValue(),
          walk.isObject() ? PeopleWalk.of(walk) : null,
          SyncCount.of(json),
          json.path("restarts").asInt());
    }

    ObjectNode json() {
      ObjectNode json = count.putInto(Jsonb.object()).put("restarts", restarts);
      json.put("account", account);
      json.set("walk", walk == null ? null : walk.json());
      return json;
    }
  }

  @Override
  public Set<String> names() {
    return Set.of("gmail_contacts");
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    SyncBounds bounds = SyncBounds.of(run.config());
    Connection connection = accounts.of(run);
    SyncedList list = accounts.list(connection, SyncSubType.GMAIL_CONTACTS);
    PeopleClient client = platforms.people(connection);
    while (true) {
      Position position = position(progress, list);
      PeopleWalk walk = position.walk();
      int room = bounds.room(position.count(), Integer.MAX_VALUE);
      if (walk == null || room == 0) {
        return SyncResults.finished(progress);
      }
      if (!progress.goesOn()) {
        return new SliceEnd.More();
      }
      PersonPage page;
      try {
        page = client.connections(walk.syncToken(), walk.pageToken());
      } catch (PlatformException e) {
        if (!GmailAccounts.lost(e, walk.namesPlace())) {
          throw e;
        }
        if (position.restarts() == RESTARTS) {
          return new SliceEnd.Failed(
              new StepFailure(
                  FailureCode.UNUSABLE_ANSWER,
                  "Google did not let its address book be read to the end, however often it was begun again: "
                      + e.getMessage()));
        }
        again(run, progress, list, position);
        continue;
      }
      progress.commit(into -> written(run, list, position, walk, page, room, into));
    }
  }

  private Position position(SliceProgress progress, SyncedList list) {
    if (progress.position() != null) {
      Position stored = Position.of(progress.position());
      if (Objects.equals(stored.account(), list.accountId())) {
        return stored;
      }
    }
    // The run begins, or the connection was connected as another account meanwhile.
    PeopleWalk walk = PeopleWalk.next(places.find(list), clock.instant());
    return new Position(list.accountId(), walk, SyncCount.NONE, 0);
  }

  private void again(BatchRun run, SliceProgress progress, SyncedList list, Position position) {
    PeopleWalk full = PeopleWalk.full(clock.instant());
    progress.commit(
        new Position(position.account(), full, position.count(), position.restarts() + 1).json(),
        into -> places.put(list, SyncPlace.NONE, run.id()));
  }

  private JsonNode written(
      BatchRun run,
      SyncedList list,
      Position position,
      PeopleWalk walk,
      PersonPage page,
      int room,
      BatchPage into) {
    int from = Math.min(walk.taken(), page.people().size());
    int to = (int) Math.min((long) from + room, page.people().size());
    List<Person> some = page.people().subList(from, to);
    RevisionOrigin origin = RevisionOrigin.sync(run.id(), GmailAccounts.PLATFORM);
    int changed = forget(some, origin, into);
    PageResult result =
        people.write(
            some.stream().filter(person -> !person.deleted()).map(this::someone).toList(),
            origin,
            into);
    changed += result.added() + result.updated();
    into.add(SyncResults.PAGES, 1);
    SyncCount count = position.count().plus(some.size(), changed);
    PeopleWalk next = to < page.people().size() ? walk.took(some.size()) : following(walk, page);
    if (next == null) {
      places.put(list, new SyncPlace(walk.cursor(page.nextSyncToken()), null), run.id());
    } else {
      places.put(list, new SyncPlace(places.find(list).cursor(), next.json()), run.id());
    }
    return new Position(position.account(), next, count, position.restarts()).json();
  }

  private static @Nullable PeopleWalk following(PeopleWalk walk, PersonPage page) {
    return page.nextPageToken() == null ? null : walk.on(page.nextPageToken());
  }

  /** How many contacts have lost an identity. */
  private int forget(List<Person> some, RevisionOrigin origin, BatchPage into) {
    List<Person> deleted = some.stream().filter(Person::deleted).toList();
    Set<ContactIdentity> identities =
        deleted.stream()
            .map(person -> new ContactIdentity(GmailAccounts.PLATFORM, person.resourceName()))
            .collect(Collectors.toSet());
    int lost = contacts.forget(identities, origin);
    into.succeeded(lost);
    into.skipped(deleted.size() - lost);
    into.add(SyncResults.UPDATED, lost);
    return lost;
  }

  private Someone someone(Person person) {
    ObjectNode profile = Jsonb.object();
    if (person.photoUrl() != null) {
      profile.put("imageUrl", person.photoUrl());
    }
    all(profile, "emails", person.emails());
    all(profile, "phones", person.phones());
    return new Someone(
        new IncomingContact(
            GmailAccounts.PLATFORM,
            Stream.concat(Stream.of(person.resourceName()), person.previousNames().stream())
                .toList(),
            person.emails(),
            new IncomingContact.Fields(
                name(person.name()),
                person.phones().stream().findFirst().orElse(null),
                person.work().company(),
                person.work().title()),
            profile),
        person.resourceName(),
        null);
  }

  private static void all(ObjectNode profile, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = profile.putArray(name);
      values.stream().limit(MOST_KEPT).forEach(array::add);
    }
  }

  private static @Nullable String name(Person.Name name) {
    if (name.display() != null) {
      return name.display();
    }
    String parts =
        Stream.of(name.given(), name.family())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return parts.isEmpty() ? null : parts;
  }
}
