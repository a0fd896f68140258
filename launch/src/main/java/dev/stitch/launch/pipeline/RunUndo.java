package dev.stitch.launch.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.pipeline.Undone.Left;
import dev.stitch.launch.pipeline.Undone.Restored;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.SqlFailure;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes back what a run did to contacts: those it archived are active again, those it joined are
 * two again, and the fields it filled are as they were. What somebody has changed since is left as
 * it is. Contacts that a run created stay.
 */
@Singleton
public class RunUndo {

  /** Revisions that are taken back in one transaction. */
  private static final int PAGE = 500;

  /** As many changes of each kind as one answer tells. */
  private static final int TOLD = 100;

  private static final String MERGED_INTO = "mergedInto";
  private static final String ACTIVE_ALREADY = "it is active already";

  private static final ConsentOrigin CONSENT = ConsentOrigin.of(ConsentSource.PERSON);

  private final Database database;
  private final ContactRepository contacts;
  private final ContactBatches batches;
  private final ContactArchive archive;
  private final ContactRevisions revisions;
  private final ConsentRepository consents;

  RunUndo(
      Database database,
      ContactRepository contacts,
      ContactBatches batches,
      ContactArchive archive,
      ContactRevisions revisions,
      ConsentRepository consents) {
    this.database = database;
    this.contacts = contacts;
    this.batches = batches;
    this.archive = archive;
    this.revisions = revisions;
    this.consents = consents;
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
    int left = 0;
    List<Restored> restoredDetails = new ArrayList<>();
    List<Left> leftDetails = new ArrayList<>();
    List<ContactRevision> page = revisions.standing(runId, null, PAGE);
    while (!page.isEmpty()) {
      UndoPage undone = undone(page, origin);
      restored += undone.restored.size();
      left += undone.left.size();
      undone.restored.stream().limit(TOLD - restoredDetails.size()).forEach(restoredDetails::add);
      undone.left.stream().limit(TOLD - leftDetails.size()).forEach(leftDetails::add);
      page = revisions.standing(runId, page.getLast().id(), PAGE);
    }
    return new Undone(runId, restored, restoredDetails, before, left, leftDetails);
  }

  /** Done again when somebody takes an address or identity just then, which it then sees. */
  private UndoPage undone(List<ContactRevision> page, RevisionOrigin origin) {
    try {
      return database.transaction(() -> new UndoPage(origin).undo(page));
    } catch (SqlFailure taken) {
      if (!taken.duplicate()) {
        throw taken;
      }
      return database.transaction(() -> new UndoPage(origin).undo(page));
    }
  }

  /** A page of revisions in one transaction. */
  private final class UndoPage {

    private final RevisionOrigin origin;
    private final Map<UUID, Contact> held = new HashMap<>();
    private final List<Restored> restored = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    UndoPage(RevisionOrigin origin) {
      this.origin = origin;
    }

    UndoPage undo(List<ContactRevision> page) {
      hold(page);
      List<ContactRevision> archived = new ArrayList<>();
      // Read again: somebody else may have taken some of it back before the contacts were held.
      for (ContactRevision revision :
          revisions.standing(page.stream().map(ContactRevision::id).toList())) {
        switch (revision.kind()) {
          case UPDATED -> updated(revision);
          case MERGED_AWAY -> parted(revision);
          case MERGED -> withoutDuplicate(revision);
          case ARCHIVED -> archived.add(revision);
          case CREATED, RESTORED -> {}
        }
      }
      // Last: who was archived and then merged has to be parted first.
      archived(archived);
      return this;
    }

    private void hold(List<ContactRevision> page) {
      Set<UUID> touched = new HashSet<>();
      for (ContactRevision revision : page) {
        touched.add(revision.contactId());
        Optional.ofNullable(revision.otherContactId()).ifPresent(touched::add);
      }
      batches.hold(touched);
      batches.find(touched).forEach(contact -> held.put(contact.id(), contact));
    }

    /** With few statements, however many there are. */
    private void archived(List<ContactRevision> archived) {
      Map<UUID, Instant> archivedAt = new HashMap<>();
      archived.forEach(each -> archivedAt.putIfAbsent(each.contactId(), each.at()));
      Set<UUID> active = Set.copyOf(archive.restore(archivedAt));
      List<Entry> entries = new ArrayList<>();
      List<Long> undone = new ArrayList<>();
      for (ContactRevision revision : archived) {
        if (active.contains(revision.contactId())) {
          entries.add(Entry.of(revision.contactId(), RevisionKind.RESTORED, restoring()));
          undone.add(revision.id());
          restored(revision, "active again");
        } else {
          left(revision, whyItStays(held.get(revision.contactId())));
        }
      }
      revisions.record(entries, origin);
      revisions.markUndone(undone);
    }

    private static ObjectNode restoring() {
      ObjectNode fields = Jsonb.object();
      fields.putObject("status").put("before", "archived").put("after", "active");
      return fields;
    }

    private static String whyItStays(Contact contact) {
      if (contact.status() == ContactStatus.ACTIVE) {
        return ACTIVE_ALREADY;
      }
      return isMerged(contact)
          ? "it was merged into another contact since"
          : "it was archived again since";
    }

    private void updated(ContactRevision revision) {
      Contact before = held.get(revision.contactId());
      Reversed reversed = free(ContactReversal.of(before, revision.fields()), before);
      ObjectNode written = written(before, reversed.contact());
      if (!written.isEmpty()) {
        revisions.markUndone(List.of(revision.id()));
        restored(revision, "given back: " + names(written));
      }
      leftOf(revision, reversed.left());
    }

    /** The duplicate's revision is newer than that of the contact that stayed. */
    private void parted(ContactRevision away) {
      Contact duplicate = held.get(away.contactId());
      Contact kept = away.otherContactId() == null ? null : held.get(away.otherContactId());
      Optional<String> obstacle = obstacle(away, duplicate, kept);
      if (obstacle.isPresent()) {
        left(away, obstacle.get());
        return;
      }
      List<Long> undone = new ArrayList<>(List.of(away.id()));
      List<String> stayed = new ArrayList<>();
      // First, so that address and identities are free for the other.
      Optional<ContactRevision> joined = revisions.mergedBefore(away);
      if (joined.isPresent()) {
        Reversed reversed = ContactReversal.of(kept, joined.get().fields());
        written(kept, withoutCopies(reversed.contact(), duplicate));
        stayed.addAll(reversed.left());
        undone.add(joined.get().id());
      }
      Reversed reversed = free(ContactReversal.of(duplicate, away.fields()), duplicate);
      written(duplicate, reversed.contact());
      stayed.addAll(reversed.left());
      consents.carryBack(kept.id(), duplicate.id(), away.at());
      // As they are now: parting has changed more than what was written here.
      batches
          .find(List.of(kept.id(), duplicate.id()))
          .forEach(contact -> held.put(contact.id(), contact));
      revisions.markUndone(undone);
      restored(away, "parted from contact " + kept.id());
      leftOf(away, stayed);
    }

    /** Why two contacts that were merged stay one; empty when they can be parted. */
    private Optional<String> obstacle(
        ContactRevision away, Contact duplicate, @Nullable Contact kept) {
      if (kept == null) {
        return Optional.of("the contact that it was merged into was deleted since");
      } else if (duplicate.status() == ContactStatus.ACTIVE) {
        return Optional.of(ACTIVE_ALREADY);
      } else if (!wentTo(kept, duplicate)) {
        return Optional.of("it was merged elsewhere, or is merged no longer, since");
      } else if (archive.archivedAfter(duplicate.id(), away.at())) {
        return Optional.of("it was archived or merged again since");
      } else if (isMerged(kept)) {
        return Optional.of(
            "the contact that it was merged into was itself merged into another one since: undo that first");
      }
      return Optional.empty();
    }

    private static boolean wentTo(Contact kept, Contact duplicate) {
      return duplicate.attributes().path(MERGED_INTO).asText().equals(kept.id().toString());
    }

    private static boolean isMerged(Contact contact) {
      return contact.status() == ContactStatus.ARCHIVED && contact.attributes().has(MERGED_INTO);
    }

    /**
     * A contact that stayed without what platforms say of the duplicate: their copies that are the
     * duplicate's, of platforms where the contact is nobody any more.
     */
    private static Contact withoutCopies(Contact kept, Contact duplicate) {
      ObjectNode platform = kept.platform().deepCopy();
      for (Map.Entry<String, JsonNode> copy : duplicate.platform().properties()) {
        boolean own =
            kept.identities().stream().anyMatch(each -> each.platform().equals(copy.getKey()));
        if (!own && ContactDifference.same(copy.getValue(), platform.path(copy.getKey()))) {
          platform.remove(copy.getKey());
        }
      }
      return kept.withPlatform(platform);
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

    /** What was written of a contact: nothing where it is as it was. */
    private ObjectNode written(Contact before, Contact after) {
      ObjectNode difference = ContactDifference.between(before, after);
      if (!difference.isEmpty()) {
        contacts.update(after, CONSENT);
        RevisionKind kind =
            before.status() == after.status() ? RevisionKind.UPDATED : RevisionKind.RESTORED;
        revisions.record(List.of(Entry.of(after.id(), kind, difference)), origin);
        held.put(after.id(), after);
      }
      return difference;
    }

    private void restored(ContactRevision revision, String what) {
      restored.add(new Restored(revision.contactId(), what));
    }

    private void left(ContactRevision revision, String reason) {
      left.add(new Left(revision.contactId(), reason));
    }

    private void leftOf(ContactRevision revision, List<String> fields) {
      if (!fields.isEmpty()) {
        left(
            revision,
            String.join(", ", new LinkedHashSet<>(fields))
                + " changed since, or cannot be given back");
      }
    }

    private static String names(ObjectNode fields) {
      List<String> names = new ArrayList<>();
      fields.fieldNames().forEachRemaining(names::add);
      return String.join(", ", names);
    }
  }
}
