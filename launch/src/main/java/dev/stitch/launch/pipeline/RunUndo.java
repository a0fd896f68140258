package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.pipeline.Undone.Left;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactArchive;
import dev.stitch.store.contact.ContactBatches;
import dev.stitch.store.contact.ContactDifference;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactReversal;
import dev.stitch.store.contact.ContactReversal.Reversed;
import dev.stitch.store.contact.ContactRevision;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes back what a run did to contacts: those it archived are active again, those it joined are
 * two again, and the fields it filled are as they were. What somebody has changed since is left as
 * it is. Contacts that a run created stay.
 */
@Singleton
public class RunUndo {

  /** Revisions that are taken back in one transaction. */
  private static final int PAGE = 500;

  /** As many changes of which something was left as one answer tells. */
  private static final int TOLD = 100;

  private static final ConsentOrigin CONSENT = ConsentOrigin.of(ConsentSource.PERSON);

  private final Database database;
  private final ContactRepository contacts;
  private final ContactBatches batches;
  private final ContactArchive archive;
  private final ContactRevisions revisions;

  RunUndo(
      Database database,
      ContactRepository contacts,
      ContactBatches batches,
      ContactArchive archive,
      ContactRevisions revisions) {
    this.database = database;
    this.contacts = contacts;
    this.batches = batches;
    this.archive = archive;
    this.revisions = revisions;
  }

  /**
   * Takes back what is not taken back yet; done again it finds nothing left to do. Each page is a
   * transaction of its own, so that it can be asked for again after a crash.
   *
   * @param runId a run that has ended
   * @param actor who asks, as the audit log names people
   */
  public Undone undo(UUID runId, String actor) {
    RevisionOrigin origin = new RevisionOrigin(RevisionSource.UNDO, runId, null, actor);
    int before = revisions.undone(runId);
    int restored = 0;
    List<Left> left = new ArrayList<>();
    Long cursor = null;
    List<ContactRevision> page = revisions.standing(runId, null, PAGE);
    while (!page.isEmpty()) {
      Long from = cursor;
      UndoPage undone =
          database.transaction(
              () -> {
                UndoPage attempt = new UndoPage(origin);
                attempt.undo(runId, from);
                return attempt;
              });
      restored += undone.restored;
      left.addAll(undone.left);
      cursor = page.getLast().id();
      page = revisions.standing(runId, cursor, PAGE);
    }
    return new Undone(runId, restored, before, left.size(), left.stream().limit(TOLD).toList());
  }

  /** A page of revisions in one transaction. */
  private final class UndoPage {

    private final RevisionOrigin origin;
    private final List<Left> left = new ArrayList<>();
    private int restored;

    UndoPage(RevisionOrigin origin) {
      this.origin = origin;
    }

    /** Reads the page again, once nobody else changes its contacts any more. */
    void undo(UUID runId, @Nullable Long from) {
      Set<UUID> touched = new HashSet<>();
      for (ContactRevision revision : standing(runId, from)) {
        touched.add(revision.contactId());
        Optional.ofNullable(revision.otherContactId()).ifPresent(touched::add);
      }
      batches.hold(touched);
      List<ContactRevision> standing = standing(runId, from);
      archived(standing);
      Map<UUID, Contact> held = new HashMap<>();
      batches.find(touched).forEach(contact -> held.put(contact.id(), contact));
      for (ContactRevision revision : standing) {
        switch (revision.kind()) {
          case UPDATED -> updated(revision, held);
          case MERGED_AWAY -> parted(revision, held);
          case MERGED -> withoutDuplicate(revision);
          case ARCHIVED, CREATED, RESTORED -> {}
        }
      }
    }

    private List<ContactRevision> standing(UUID runId, @Nullable Long from) {
      return revisions.standing(runId, from, PAGE).stream()
          .filter(revision -> revision.source() != RevisionSource.UNDO)
          .toList();
    }

    /** With few statements, however many there are. */
    private void archived(List<ContactRevision> standing) {
      List<ContactRevision> archived =
          standing.stream().filter(each -> each.kind() == RevisionKind.ARCHIVED).toList();
      Set<UUID> active =
          Set.copyOf(archive.restore(archived.stream().map(ContactRevision::contactId).toList()));
      List<Entry> entries = new ArrayList<>();
      for (ContactRevision revision : archived) {
        if (active.contains(revision.contactId())) {
          entries.add(Entry.of(revision.contactId(), RevisionKind.RESTORED, restoring()));
          restored++;
        } else {
          left(revision, "it is active already");
        }
      }
      revisions.record(entries, origin);
      revisions.markUndone(
          archived.stream()
              .filter(each -> active.contains(each.contactId()))
              .map(ContactRevision::id)
              .toList());
    }

    private static ObjectNode restoring() {
      ObjectNode fields = Jsonb.object();
      fields.putObject("status").put("before", "archived").put("after", "active");
      return fields;
    }

    private void updated(ContactRevision revision, Map<UUID, Contact> held) {
      Contact before = held.get(revision.contactId());
      if (before == null) {
        return;
      }
      Reversed reversed = free(ContactReversal.of(before, revision.fields()), before);
      if (written(before, reversed.contact(), RevisionKind.UPDATED)) {
        held.put(before.id(), reversed.contact());
        restored++;
        revisions.markUndone(List.of(revision.id()));
      }
      if (!reversed.left().isEmpty()) {
        left(revision, changed(reversed.left()));
      }
    }

    /** The duplicate's revision is newer than that of the contact that stayed. */
    private void parted(ContactRevision away, Map<UUID, Contact> held) {
      Contact duplicate = held.get(away.contactId());
      Contact kept = away.otherContactId() == null ? null : held.get(away.otherContactId());
      if (duplicate == null) {
        return;
      }
      if (duplicate.status() != ContactStatus.ARCHIVED || !wentTo(duplicate, away)) {
        left(away, "somebody has made it active, or merged it elsewhere, since");
        return;
      }
      List<Long> undone = new ArrayList<>(List.of(away.id()));
      List<String> stayed = new ArrayList<>();
      if (kept != null) {
        // First, so that address and identities are free for the other.
        Optional<ContactRevision> joined = revisions.mergedBefore(away);
        if (joined.isPresent()) {
          Reversed reversed = ContactReversal.of(kept, joined.get().fields());
          written(kept, reversed.contact(), RevisionKind.UPDATED);
          held.put(kept.id(), reversed.contact());
          stayed.addAll(reversed.left());
          undone.add(joined.get().id());
        }
      }
      Reversed reversed = free(ContactReversal.of(duplicate, away.fields()), duplicate);
      written(duplicate, reversed.contact(), RevisionKind.RESTORED);
      held.put(duplicate.id(), reversed.contact());
      stayed.addAll(reversed.left());
      revisions.markUndone(undone);
      restored++;
      if (!stayed.isEmpty()) {
        left(away, changed(stayed));
      }
    }

    private static boolean wentTo(Contact duplicate, ContactRevision away) {
      String other = String.valueOf(away.otherContactId());
      return duplicate.attributes().path("mergedInto").asText().equals(other);
    }

    /** That of the duplicate is newer and came first, unless the duplicate is gone. */
    private void withoutDuplicate(ContactRevision merged) {
      if (merged.otherContactId() == null) {
        left(merged, "the contact that was merged into it was deleted since");
      }
    }

    /** Leaves out an address and identities that somebody else has meanwhile. */
    private Reversed free(Reversed reversed, Contact before) {
      Contact contact = reversed.contact();
      List<String> taken = new ArrayList<>(reversed.left());
      String email = contact.email();
      if (email != null
          && !email.equals(before.email())
          && isOthers(contacts.idOfEmail(email), contact)) {
        taken.add("email");
        contact = contact.withEmail(before.email());
      }
      List<ContactIdentity> own = new ArrayList<>();
      for (ContactIdentity identity : contact.identities()) {
        if (isOthers(contacts.idOfIdentity(identity), contact)) {
          taken.add("identities");
        } else {
          own.add(identity);
        }
      }
      return new Reversed(contact.withIdentities(own), taken);
    }

    private static boolean isOthers(Optional<UUID> owner, Contact contact) {
      return owner.isPresent() && !owner.get().equals(contact.id());
    }

    private void left(ContactRevision revision, String reason) {
      left.add(new Left(revision.contactId(), reason));
    }

    private boolean written(Contact before, Contact after, RevisionKind kind) {
      ObjectNode difference = ContactDifference.between(before, after);
      if (difference.isEmpty()) {
        return false;
      }
      contacts.update(after, CONSENT);
      revisions.record(List.of(Entry.of(after.id(), kind, difference)), origin);
      return true;
    }

    private static String changed(List<String> fields) {
      return fields.stream()
          .distinct()
          .collect(Collectors.joining(", ", "", " changed since, or cannot be given back"));
    }
  }
}
