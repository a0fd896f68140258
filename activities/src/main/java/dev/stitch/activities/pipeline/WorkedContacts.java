package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactSnapshots;
import dev.stitch.store.contact.ContactSnapshots.Snapshot;
import dev.stitch.store.contact.ContactSnapshots.Walk;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The contacts of a run one after the other: those that it names in their order, or those of its
 * filter in the order of their ids. The position is the place of the next one.
 */
final class WorkedContacts {

  private static final String INDEX = "index";
  private static final String AFTER = "after";

  private final ContactSnapshots contacts;
  private final BatchRun run;
  private final EnrichRequest request;

  WorkedContacts(ContactSnapshots contacts, BatchRun run, EnrichRequest request) {
    this.contacts = contacts;
    this.run = run;
    this.request = request;
  }

  /**
   * The contact at a place.
   *
   * @param position what follows it
   */
  record Next(UUID id, ObjectNode position) {}

  /** The next contact; empty when there are no more. */
  Optional<Next> next(@Nullable JsonNode position) {
    return request.contactIds() == null ? ofFilter(position) : ofIds(position);
  }

  /** How many there are. */
  int count() {
    return request.contactIds() == null ? contacts.count(walk()) : request.contactIds().size();
  }

  private Optional<Next> ofIds(@Nullable JsonNode position) {
    List<UUID> ids = request.contactIds();
    int index = position == null ? 0 : position.path(INDEX).asInt();
    return index < ids.size()
        ? Optional.of(new Next(ids.get(index), Jsonb.object().put(INDEX, index + 1)))
        : Optional.empty();
  }

  private Optional<Next> ofFilter(@Nullable JsonNode position) {
    JsonNode after = position == null ? null : position.get(AFTER);
    List<Snapshot> page =
        contacts.after(walk(), after == null ? null : UUID.fromString(after.asText()), 1);
    return page.stream()
        .findFirst()
        .map(next -> new Next(next.id(), Jsonb.object().put(AFTER, next.id().toString())));
  }

  private Walk walk() {
    return new Walk(null, request.contactFilter(), run.startedAt());
  }
}
