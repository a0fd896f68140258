package dev.stitch.launch.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.launch.request.StaysOfFlow;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkTarget;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.journey.EntityQuery;
import dev.stitch.store.page.Filter;
import dev.stitch.store.run.RunQuery;
import dev.stitch.store.task.TaskQuery;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.Set;

/** Filters of lists as a request has them. */
final class BulkFilters {

  /** Of journeys: what {@link EntityQuery} keeps by itself, and the list beside the others. */
  private static final Map<String, Set<String>> PARTS_OF_JOURNEYS =
      Map.of(
          "contact", Set.of("tag", "company", "attribute"),
          "stay", Set.of("cameTo", "from", "to", "became", "version"));

  /** Of runs: what {@link RunQuery} keeps by itself, and the list beside the others. */
  private static final Map<String, Set<String>> PARTS_OF_RUNS =
      Map.of("agent", Set.of("workflowName", "agentType"), "git", Set.of("repo", "branch"));

  private BulkFilters() {}

  /**
   * The conditions of a filter.
   *
   * @throws Refusal naming what the list of these does not filter by
   */
  static Filter conditions(BulkTarget target, ObjectNode filter) {
    try {
      return target == BulkTarget.CONTACTS
          ? RequestJson.read(filter, ContactFilter.class).conditions()
          : conditions(target, text(filter.get("q")), filter.deepCopy().without("q"));
    } catch (Refusal refused) {
      throw refused.within("/filter");
    }
  }

  private static Filter conditions(BulkTarget target, @Nullable String text, ObjectNode fields) {
    return switch (target) {
      case JOURNEYS ->
          StaysOfFlow.require(
                  RequestJson.read(inParts(fields, PARTS_OF_JOURNEYS), EntityQuery.class))
              .conditions(text);
      case TASKS -> RequestJson.read(fields, TaskQuery.class).conditions(text);
      case RUNS ->
          RequestJson.read(inParts(fields, PARTS_OF_RUNS), RunQuery.class).conditions(text);
      case CONTACTS -> throw new IllegalArgumentException("contacts keep the text themselves");
    };
  }

  /** The fields, some of them under the part that keeps them by itself. */
  private static ObjectNode inParts(ObjectNode fields, Map<String, Set<String>> parts) {
    parts.forEach(
        (part, names) -> {
          ObjectNode own = Jsonb.object();
          for (String name : names) {
            JsonNode given = fields.remove(name);
            if (given != null) {
              own.set(name, given);
            }
          }
          fields.set(part, own);
        });
    return fields;
  }

  private static @Nullable String text(@Nullable JsonNode q) {
    if (q != null && !q.isNull() && !q.isTextual()) {
      throw Refusal.unreadable("/q", "must be text");
    }
    return q == null ? null : q.textValue();
  }
}
