package dev.stitch.launch.bulk;

import com.fasterxml.jackson.core.JsonPointer;
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
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Filters of lists as a request has them. */
final class BulkFilters {

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
      case JOURNEYS -> StaysOfFlow.require(query(fields, EntityQuery.class)).conditions(text);
      case TASKS -> query(fields, TaskQuery.class).conditions(text);
      case RUNS -> query(fields, RunQuery.class).conditions(text);
      case CONTACTS -> throw new IllegalArgumentException("contacts keep the text themselves");
    };
  }

  /** A query, of whose parts that are records a filter has the fields beside the query's own. */
  private static <Q extends Record> Q query(ObjectNode fields, Class<Q> type) {
    requireKnown(fields, type);
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        ObjectNode part = Jsonb.object();
        for (String name : names(component.getType()).toList()) {
          JsonNode given = fields.remove(name);
          if (given != null) {
            part.set(name, given);
          }
        }
        RequestJson.read(part, component.getType()); // what is wrong is named as it was given
        fields.set(component.getName(), part);
      }
    }
    return RequestJson.read(fields, type);
  }

  /**
   * What a filter has beside them would be left out, and the act be done to more than was meant.
   */
  private static void requireKnown(ObjectNode fields, Class<?> type) {
    Set<String> known =
        Stream.concat(names(type), Stream.of("q")).collect(Collectors.toCollection(TreeSet::new));
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!known.contains(field.getKey())) {
        throw Refusal.invalid(
            JsonPointer.empty().appendProperty(field.getKey()).toString(),
            "is not known here; known are " + String.join(", ", known));
      }
    }
  }

  /** The fields of a record, those of its parts in their place. */
  private static Stream<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.getType().isRecord()
                    ? names(component.getType())
                    : Stream.of(component.getName()));
  }

  private static @Nullable String text(@Nullable JsonNode q) {
    if (q != null && !q.isNull() && !q.isTextual()) {
      throw Refusal.unreadable("/q", "must be text");
    }
    return q == null ? null : q.textValue();
  }
}
