package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.contact.ContactPages;
import dev.stitch.activities.contact.IncomingContact;
import dev.stitch.activities.contact.PageOutcome;
import dev.stitch.activities.contact.PageResult;
import dev.stitch.connectors.x.XUser;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.RevisionOrigin;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** People of X as contacts. */
@Singleton
class XPeople {

  static final String PLATFORM = "x";

  private final ContactPages contacts;

  XPeople(ContactPages contacts) {
    this.contacts = contacts;
  }

  /**
   * Writes people of whom perhaps no more is known than their ids.
   *
   * @param told what X tells of some of them
   * @return their contacts, by X's ids; those who could not be written are missing
   */
  Map<String, UUID> known(Set<String> ids, Collection<XUser> told, UUID runId) {
    Map<String, XUser> byId = new HashMap<>();
    told.forEach(user -> byId.put(user.id(), user));
    List<String> order = List.copyOf(ids);
    PageResult result =
        contacts.write(
            order.stream()
                .map(id -> byId.containsKey(id) ? incoming(byId.get(id), Set.of()) : unknown(id))
                .toList(),
            origin(runId));
    Map<String, UUID> known = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      UUID contact = result.outcomes().get(i).contactId();
      if (contact != null) {
        known.put(order.get(i), contact);
      }
    }
    return known;
  }

  /**
   * Writes people in the transaction of their page, and counts them as what it is about.
   *
   * @param aliases by X's ids, what else our contacts know somebody by
   */
  PageResult count(
      Collection<XUser> people, Map<String, Set<String>> aliases, UUID runId, BatchPage page) {
    List<XUser> order = List.copyOf(people);
    PageResult result =
        contacts.write(
            order.stream()
                .map(user -> incoming(user, aliases.getOrDefault(user.id(), Set.of())))
                .toList(),
            origin(runId));
    page.succeeded(result.added() + result.updated());
    page.skipped(result.skipped());
    page.add(SyncResults.ADDED, result.added());
    page.add(SyncResults.UPDATED, result.updated());
    result.merges().forEach(merged -> page.step(step(merged, page.now())));
    for (int i = 0; i < order.size(); i++) {
      if (result.outcomes().get(i) instanceof PageOutcome.Failed failed) {
        page.error(failed.message(), url(order.get(i).username(), order.get(i).id()));
      }
    }
    return result;
  }

  /** What a merge has changed is among the contact's revisions. */
  private static BatchStep step(PageResult.Merged merged, Instant at) {
    return BatchStep.done(BatchStepType.CONTACT_MERGE, at, Duration.ZERO)
        .about(merged.contactId())
        .by(PLATFORM)
        .answered(Jsonb.object().put("mergedContactId", merged.mergedContactId().toString()));
  }

  private static RevisionOrigin origin(UUID runId) {
    return RevisionOrigin.sync(runId, PLATFORM);
  }

  /** Where people look somebody up. */
  static String url(@Nullable String username, String id) {
    return username == null ? "https://x.com/i/user/" + id : "https://x.com/" + username;
  }

  private static IncomingContact unknown(String id) {
    return new IncomingContact(
        PLATFORM, List.of(id), List.of(), IncomingContact.Fields.named(null), Jsonb.object());
  }

  private static IncomingContact incoming(XUser user, Set<String> aliases) {
    return new IncomingContact(
        PLATFORM,
        Stream.concat(Stream.of(user.id()), aliases.stream()).toList(),
        user.email() == null ? List.of() : List.of(user.email()),
        IncomingContact.Fields.named(user.name() == null ? user.username() : user.name()),
        profile(user));
  }

  private static ObjectNode profile(XUser user) {
    ObjectNode profile =
        Jsonb.object()
            .put("username", user.username())
            .put("url", url(user.username(), user.id()))
            .put("description", user.profile().description())
            .put("location", user.profile().location())
            .put("imageUrl", user.profile().imageUrl())
            .put("website", user.website())
            .put("verified", user.standing().verified())
            .put("protected", user.standing().hidden())
            .put("receivesMessages", user.standing().receivesMessages())
            .put("followers", user.metrics().followers())
            .put("following", user.metrics().following())
            .put("posts", user.metrics().posts());
    profile.properties().removeIf(field -> field.getValue().isNull());
    return profile;
  }
}
