package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two states of a contact: an object from field to {@code before} and {@code
 * after}. Of {@code attributes} both hold only the keys that differ, each as it was and is; lists
 * stand there in full. What platforms say ({@code platform}) is their copy and no change.
 */
public final class ContactDifference {

  private ContactDifference() {}

  /** The fields that differ; empty when there are none. */
  public static ObjectNode between(Contact before, Contact after) {
    ObjectNode fields = Jsonb.object();
    text(fields, "name", before.name(), after.name());
    text(fields, "email", before.email(), after.email());
    text(fields, "phone", before.phone(), after.phone());
    text(fields, "company", before.company(), after.company());
    text(fields, "title", before.title(), after.title());
    text(fields, "timezone", before.timezone(), after.timezone());
    text(fields, "lifecycleStage", before.lifecycleStage(), after.lifecycleStage());
    text(fields, "status", word(before.status()), word(after.status()));
    value(
        fields,
        "unsubscribedAt",
        Jsonb.tree(before.unsubscribedAt()),
        Jsonb.tree(after.unsubscribedAt()));
    value(fields, "tags", Jsonb.tree(before.tags()), Jsonb.tree(after.tags()));
    value(fields, "identities", Jsonb.tree(before.identities()), Jsonb.tree(after.identities()));
    attributes(fields, before.attributes(), after.attributes());
    return fields;
  }

  /** Whether two values are the same to PostgreSQL, which knows one kind of number only. */
  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals(ContactDifference::compared, other);
  }

  private static int compared(JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return 0;
    }
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue())
        : 1;
  }

  private static String word(ContactStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static void text(
      ObjectNode fields, String name, @Nullable String before, @Nullable String after) {
    value(fields, name, Jsonb.tree(before), Jsonb.tree(after));
  }

  private static void value(ObjectNode fields, String name, JsonNode before, JsonNode after) {
    if (!before.equals(after)) {
      fields.putObject(name).<ObjectNode>set("before", before).set("after", after);
    }
  }

  private static void attributes(ObjectNode fields, JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    ObjectNode were = JsonNodeFactory.instance.objectNode();
    ObjectNode are = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      if (!before.has(name) || !after.has(name) || !same(before.get(name), after.get(name))) {
        setPresent(were, name, before);
        setPresent(are, name, after);
      }
    }
    value(fields, "attributes", were, are);
  }

  private static void setPresent(ObjectNode into, String name, JsonNode from) {
    if (from.has(name)) {
      into.set(name, from.get(name));
    }
  }
}
