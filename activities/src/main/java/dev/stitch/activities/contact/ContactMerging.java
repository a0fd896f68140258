package dev.stitch.activities.contact;

import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactDifference;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes that two contacts are one person, and what that changes in both. */
@Singleton
class ContactMerging {

  private static final ConsentOrigin MERGE = ConsentOrigin.of(ConsentSource.MERGE);

  private final ContactRepository contacts;
  private final ConsentRepository consents;
  private final ContactRevisions revisions;

  ContactMerging(
      ContactRepository contacts, ConsentRepository consents, ContactRevisions revisions) {
    this.contacts = contacts;
    this.consents = consents;
    this.revisions = revisions;
  }

  /** Merges a contact into another one and answers that one. Both rows are held. */
  Contact merge(Contact from, Contact into, RevisionOrigin origin) {
    ContactMerge merge = new ContactMerge(from, into);
    Contact kept = merge.kept();
    Contact duplicate = merge.duplicate();
    contacts.update(duplicate, MERGE); // first: address and identities are free then
    contacts.update(kept, MERGE);
    consents.carryOver(from.id(), into.id());
    revisions.record(
        List.of(
            new Entry(
                into.id(), RevisionKind.MERGED, from.id(), ContactDifference.between(into, kept)),
            new Entry(
                from.id(),
                RevisionKind.MERGED_AWAY,
                into.id(),
                ContactDifference.between(from, duplicate))),
        origin);
    return kept;
  }
}
