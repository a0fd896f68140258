package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.contact.PageMatching.Person;
import dev.stitch.activities.contact.PageOutcome.SkipReason;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactBatches;
import dev.stitch.store.contact.ContactBatches.Holding;
import dev.stitch.store.contact.ContactDifference;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes the people of whom a platform tells: matched by the platform's ids, then by address, else
 * added. A page takes some ten statements, however many people it has; each merge takes as many.
 *
 * <p>Nothing is brought back: an archived contact stays as it is, and who has unsubscribed stays
 * so.
 */
@Singleton
public class ContactPages {

  /** People whom others add or merge at the same moment are looked for again. */
  private static final int ATTEMPTS = 5;

  private final Database database;
  private final ContactBatches batches;
  private final MergedContacts merged;
  private final ContactMerging merging;
  private final ContactRevisions revisions;

  ContactPages(
      Database database,
      ContactBatches batches,
      MergedContacts merged,
      ContactMerging merging,
      ContactRevisions revisions) {
    this.database = database;
    this.batches = batches;
    this.merged = merged;
    this.merging = merging;
    this.revisions = revisions;
  }

  /**
   * Writes a page, in the caller's transaction when there is one. Pages are written one after the
   * other, so the caller takes no contact's row before, and ends its transaction soon after.
   *
   * @param page at most some thousands, of any quality
   * @throws ContactsContendedException when others keep changing the same contacts: nothing is
   *     written, and the page is to be done again
   */
  public PageResult write(List<IncomingContact> page, RevisionOrigin origin) {
    if (page.isEmpty()) {
      return new PageResult(List.of(), List.of(), List.of());
    }
    return database.transaction(
        () -> {
          batches.awaitTurn();
          return new Writing(page, origin).run();
        });
  }

  /**
   * Takes identities away from contacts whom the platform knows no longer. A contact that nothing
   * else identifies keeps its last one, and an archived one all.
   *
   * @return how many contacts have lost any
   */
  public int forget(Collection<ContactIdentity> identities, RevisionOrigin origin) {
    if (identities.isEmpty()) {
      return 0;
    }
    return database.transaction(
        () -> {
          batches.awaitTurn();
          Set<UUID> ids =
              batches.matching(identities, List.of()).stream()
                  .map(Contact::id)
                  .collect(Collectors.toSet());
          batches.hold(ids);
          List<ContactIdentity> lost = new ArrayList<>();
          List<Entry> entries = new ArrayList<>();
          for (Contact contact : batches.find(ids)) {
            Contact without = without(contact, Set.copyOf(identities));
            boolean known = without.email() != null || !without.identities().isEmpty();
            if (known && contact.status() == ContactStatus.ACTIVE) {
              contact.identities().stream()
                  .filter(identity -> !without.identities().contains(identity))
                  .forEach(lost::add);
              entries.add(
                  Entry.of(
                      contact.id(),
                      RevisionKind.UPDATED,
                      ContactDifference.between(contact, without)));
            }
          }
          batches.deleteIdentities(lost);
          batches.changed(entries.stream().map(Entry::contactId).toList());
          revisions.record(entries, origin);
          return entries.size();
        });
  }

  private static Contact without(Contact contact, Set<ContactIdentity> lost) {
    return contact.withIdentities(
        contact.identities().stream().filter(identity -> !lost.contains(identity)).toList());
  }

  /** One page on its way into the database. */
  private final class Writing {

    private final List<IncomingContact> page;
    private final RevisionOrigin origin;
    private final PageOutcome[] outcomes;
    private final List<PageResult.Merged> merges = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<UUID> added = new HashSet<>();
    private final Set<UUID> held = new HashSet<>();

    Writing(List<IncomingContact> page, RevisionOrigin origin) {
      this.page = page;
      this.origin = origin;
      this.outcomes = new PageOutcome[page.size()];
    }

    PageResult run() {
      PageMatching matching = matched();
      // Rows are added before any is held, as imports do.
      for (int attempt = 1; attempt <= ATTEMPTS && !settled(matching); attempt++) {
        add(matching.people().stream().filter(person -> person.contact() == null).toList());
        hold(matching.touched());
        matching = matched();
      }
      write(matching);
      return new PageResult(Arrays.asList(outcomes), merges, matching.conflicts());
    }

    private PageMatching matched() {
      Set<ContactIdentity> identities =
          page.stream()
              .flatMap(incoming -> incoming.identities().stream())
              .collect(Collectors.toSet());
      Set<String> addresses =
          page.stream()
              .flatMap(incoming -> incoming.addresses().stream())
              .collect(Collectors.toSet());
      return PageMatching.of(page, List.copyOf(merged.known(identities, addresses).values()));
    }

    private boolean settled(PageMatching matching) {
      return matching.people().stream().noneMatch(person -> person.contact() == null)
          && held.containsAll(matching.touched());
    }

    private void add(List<Person> people) {
      if (people.isEmpty()) {
        return;
      }
      Map<UUID, Contact> fresh = new HashMap<>();
      for (Person person : people) {
        Contact contact = heard(Contact.blank(Ids.next(), null, Instant.EPOCH), person);
        fresh.put(contact.id(), contact);
      }
      Set<UUID> inserted = batches.insert(fresh.values());
      Set<UUID> identified =
          batches
              .insertIdentities(
                  inserted.stream().flatMap(id -> holdings(fresh.get(id)).stream()).toList())
              .stream()
              .map(Holding::contactId)
              .collect(Collectors.toSet());
      List<UUID> nobody =
          inserted.stream()
              .filter(id -> fresh.get(id).email() == null && !identified.contains(id))
              .toList();
      if (!nobody.isEmpty()) {
        batches.delete(nobody); // somebody else has just added them
        inserted.removeAll(nobody);
      }
      added.addAll(inserted);
      held.addAll(inserted);
    }

    private void hold(Set<UUID> ids) {
      if (!held.containsAll(ids)) {
        batches.hold(ids);
        held.addAll(ids);
      }
    }

    private Contact heard(Contact contact, Person person) {
      Set<ContactIdentity> identities = new LinkedHashSet<>(contact.identities());
      identities.addAll(person.identities());
      Contact heard = contact.withIdentities(List.copyOf(identities));
      for (int place : person.places()) {
        heard = PlatformWord.heard(heard, page.get(place), person.address());
      }
      return heard;
    }

    private void write(PageMatching matching) {
      List<Contact> changed = new ArrayList<>();
      List<Holding> identities = new ArrayList<>();
      for (int place : matching.unidentified()) {
        outcomes[place] =
            new PageOutcome.Failed(
                "Neither an id of the platform nor a valid address tells who it is.");
      }
      for (Person person : matching.people()) {
        Contact contact = person.contact();
        if (contact == null || !held.containsAll(person.touched())) {
          throw new ContactsContendedException();
        } else if (person.archived()) {
          told(person, new PageOutcome.Skipped(contact.id(), SkipReason.ARCHIVED));
        } else {
          written(person, contact, changed, identities);
        }
      }
      if (!changed.isEmpty()) {
        batches.update(changed);
      }
      if (!identities.isEmpty()) {
        batches.insertIdentities(identities);
      }
      revisions.record(entries, origin);
    }

    private void written(
        Person person, Contact contact, List<Contact> changed, List<Holding> identities) {
      Contact before = contact;
      for (Contact duplicate : person.merged()) {
        before = merging.merge(duplicate, before, origin);
        merges.add(new PageResult.Merged(contact.id(), duplicate.id()));
      }
      Contact after = heard(before, person);
      if (added.contains(contact.id())) {
        entries.add(Entry.of(contact.id(), RevisionKind.CREATED, Jsonb.object()));
        told(person, new PageOutcome.Added(contact.id()));
        return;
      }
      ObjectNode difference = ContactDifference.between(before, after);
      if (!difference.isEmpty()) {
        entries.add(Entry.of(contact.id(), RevisionKind.UPDATED, difference));
      }
      if (!difference.isEmpty() || !ContactDifference.same(before.platform(), after.platform())) {
        changed.add(after);
        List<ContactIdentity> had = before.identities();
        holdings(after).stream()
            .filter(holding -> !had.contains(holding.identity()))
            .forEach(identities::add);
        told(person, new PageOutcome.Updated(contact.id()));
      } else if (!person.merged().isEmpty()) {
        told(person, new PageOutcome.Updated(contact.id()));
      } else {
        told(person, new PageOutcome.Skipped(contact.id(), SkipReason.UNCHANGED));
      }
    }

    /** The first place that tells of a person counts; the others repeat it. */
    private void told(Person person, PageOutcome outcome) {
      boolean first = true;
      for (int place : person.places()) {
        outcomes[place] = first ? outcome : repeated(outcome);
        first = false;
      }
    }

    private static PageOutcome repeated(PageOutcome outcome) {
      return switch (outcome) {
        case PageOutcome.Added(UUID id) -> new PageOutcome.Skipped(id, SkipReason.REPEATED);
        case PageOutcome.Updated(UUID id) -> new PageOutcome.Skipped(id, SkipReason.REPEATED);
        case PageOutcome.Skipped skipped -> skipped;
        case PageOutcome.Failed failed -> failed;
      };
    }

    private static List<Holding> holdings(Contact contact) {
      return contact.identities().stream()
          .map(identity -> new Holding(contact.id(), identity))
          .toList();
    }
  }
}
