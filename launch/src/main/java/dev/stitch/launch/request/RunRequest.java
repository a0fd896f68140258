package dev.stitch.launch.request;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is to run, and for whom. System flows take the first eight, business flows the others;
 * {@code uxNodeId} and {@code version} belong to both.
 *
 * @param input checked against the flow's input schema; its defaults are filled in
 * @param entityId the entity a direct run is for
 * @param contactId the contact that a direct run without an entity is about
 * @param uxNodeId where it runs, or where seeded entities begin
 * @param version a version's number, {@code latest} (the default) or {@code draft}
 * @param connections connection ids by toolkit
 * @param startAt a step to begin at, with what an earlier run left
 * @param pins a test of the draft: steps with a pinned output give it and are not carried out
 * @param contactIds contacts to seed
 * @param contactFilter contacts to seed, by the filters of the list of contacts
 * @param entityIds entities to begin again: accepted ones that never began, and contacts of ended
 *     ones
 * @param metadata what seeded entities begin with
 * @param dryRun answers who a seeding would accept and skip, and begins nothing
 */
public record RunRequest(
    @Nullable JsonNode input,
    @Nullable UUID entityId,
    @JsonAlias("contact_id") @Nullable UUID contactId,
    @JsonAlias("ux_node_id") @Nullable String uxNodeId,
    @Nullable JsonNode version,
    @Nullable Map<String, String> connections,
    @JsonAlias("start_at") @Nullable StartAt startAt,
    @Nullable Boolean pins,
    @Nullable List<UUID> contactIds,
    @Nullable ContactFilter contactFilter,
    @Nullable List<UUID> entityIds,
    @Nullable ObjectNode metadata,
    @Nullable Boolean dryRun) {

  /** Whether steps give what is pinned in the draft. */
  boolean hasPins() {
    return Boolean.TRUE.equals(pins);
  }

  /** Whether it only asks who would begin. */
  public boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** Says nothing: the newest version, with the defaults of its input. */
  public static final RunRequest EMPTY =
      new RunRequest(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** To seed these contacts where the flow begins. */
  public static RunRequest ofContacts(List<UUID> contactIds) {
    return new RunRequest(
        null, null, null, null, null, null, null, null, contactIds, null, null, null, null);
  }

  /** To run the newest version with this input. */
  public static RunRequest ofInput(ObjectNode input) {
    return new RunRequest(
        input, null, null, null, null, null, null, null, null, null, null, null, null);
  }
}
