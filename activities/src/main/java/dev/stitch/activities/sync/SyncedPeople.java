package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.contact.ContactPages;
import dev.stitch.activities.contact.IncomingContact;
import dev.stitch.activities.contact.PageOutcome;
import dev.stitch.activities.contact.PageResult;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.RevisionOrigin;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes the people of a platform's page as contacts, and tells the run what became of them: its
 * counts, a step for each merge, and the first conflicts of the page.
 */
@Singleton
class SyncedPeople {

  /** How many people of a page are told who may or may not be somebody else. */
  static final int TOLD = 10;

  /** What counts them beside the run's result. */
  private static final String CONFLICTS = "conflicts";

  private final ContactPages contacts;

  SyncedPeople(ContactPages contacts) {
    this.contacts = contacts;
  }

  /**
   * Somebody of a page.
   *
   * @param about who it is, for messages: where the file or the platform has them
   * @param url where people look them up, or null
   */
  record Someone(IncomingContact contact, String about, @Nullable String url) {}

  /** Writes people in the transaction of their page. */
  PageResult write(List<Someone> people, RevisionOrigin origin, BatchPage page) {
    PageResult result = contacts.write(people.stream().map(Someone::contact).toList(), origin);
    page.succeeded(result.added() + result.updated());
    page.skipped(result.skipped());
    page.add(SyncResults.ADDED, result.added());
    page.add(SyncResults.UPDATED, result.updated());
    for (int place = 0; place < people.size(); place++) {
      if (result.outcomes().get(place) instanceof PageOutcome.Failed failed) {
        Someone someone = people.get(place);
        page.error(someone.about() + ": " + failed.message(), someone.url());
      }
    }
    result.merges().forEach(merged -> page.step(merge(merged, origin, page.now())));
    if (!result.conflicts().isEmpty()) {
      page.add(CONFLICTS, result.conflicts().size());
    }
    result.conflicts().stream()
        .limit(TOLD)
        .forEach(
            conflict ->
                page.step(conflict(conflict, people.get(conflict.place()), origin, page.now())));
    return result;
  }

  /** What a merge has changed is among the contact's revisions. */
  private static BatchStep merge(PageResult.Merged merged, RevisionOrigin origin, Instant at) {
    return BatchStep.done(BatchStepType.CONTACT_MERGE, at, Duration.ZERO)
        .about(merged.contactId())
        .by(origin.platform())
        .answered(id("mergedContactId", merged.mergedContactId()));
  }

  private static BatchStep conflict(
      PageResult.Conflict conflict, Someone someone, RevisionOrigin origin, Instant at) {
    return BatchStep.skipped(BatchStepType.ROUTING_DECISION, at)
        .about(conflict.contactId())
        .at(someone.url())
        .by(origin.platform())
        .given(Jsonb.object().put("person", someone.about()))
        .answered(
            id("otherContactId", conflict.otherContactId())
                .put(
                    "reason",
                    "Its id belongs to one contact and its address or another id to the other, so they may be two people; merge them if they are one."));
  }

  private static ObjectNode id(String name, @Nullable UUID id) {
    return Jsonb.object().put(name, id == null ? null : id.toString());
  }
}
