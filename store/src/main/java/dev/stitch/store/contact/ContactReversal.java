package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes back what a revision did to a contact, field by field. What somebody has changed since
 * stays as it is now; of tags, identities and attributes that is judged for each by itself. Who has
 * unsubscribed stays so.
 */
public final class ContactReversal {

  private final JsonNode fields;
  private final List<String> left = new ArrayList<>();

  private ContactReversal(JsonNode fields) {
    this.fields = fields;
  }

  /**
   * A contact after a reversal.
   *
   * @param left the fields that were not taken back
   */
  public record Reversed(Contact contact, List<String> left) {}

  /**
   * The contact without what a revision did.
   *
   * @param fields of the revision, as {@link ContactDifference} has them
   */
  public static Reversed of(Contact contact, JsonNode fields) {
    ContactReversal reversal = new ContactReversal(fields);
    Contact reversed = reversal.reversed(contact);
    return new Reversed(reversed, List.copyOf(reversal.left));
  }

  private Contact reversed(Contact contact) {
    if (fields.has("unsubscribedAt")) {
      left.add("unsubscribedAt");
    }
    return new Contact(
        contact.id(),
        text("name", contact.name()),
        text("email", contact.email()),
        text("phone", contact.phone()),
        text("company", contact.company()),
        text("title", contact.title()),
        text("timezone", contact.timezone()),
        contact.platform(),
        attributes(contact.attributes()),
        List.copyOf(elements("tags", contact.tags(), ContactReversal::texts)),
        status(contact.status()),
        text("lifecycleStage", contact.lifecycleStage()),
        contact.unsubscribedAt(),
        List.copyOf(elements("identities", contact.identities(), ContactIdentity::listOf)),
        contact.version(),
        contact.createdAt(),
        contact.updatedAt());
  }

  private @Nullable String text(String field, @Nullable String current) {
    JsonNode change = fields.path(field);
    if (change.isMissingNode()) {
      return current;
    }
    if (Objects.equals(current, change.path("after").textValue())) {
      return change.path("before").textValue();
    }
    left.add(field);
    return current;
  }

  private ContactStatus status(ContactStatus current) {
    String word = text("status", current.name().toLowerCase(Locale.ROOT));
    return ContactStatus.valueOf(Objects.requireNonNull(word).toUpperCase(Locale.ROOT));
  }

  /** How the elements of a list are read from its JSON. */
  private interface Elements<T> {
    List<T> read(@Nullable JsonNode list);
  }

  private <T> Set<T> elements(String field, List<T> current, Elements<T> reading) {
    JsonNode change = fields.path(field);
    Set<T> elements = new LinkedHashSet<>(current);
    if (!change.isMissingNode()) {
      List<T> before = reading.read(change.path("before"));
      List<T> after = reading.read(change.path("after"));
      after.stream().filter(element -> !before.contains(element)).forEach(elements::remove);
      before.stream().filter(element -> !after.contains(element)).forEach(elements::add);
    }
    return elements;
  }

  private static List<String> texts(@Nullable JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list != null) {
      list.forEach(element -> texts.add(element.asText()));
    }
    return texts;
  }

  private JsonNode attributes(JsonNode current) {
    JsonNode before = fields.path("attributes").path("before");
    JsonNode after = fields.path("attributes").path("after");
    ObjectNode attributes = current.deepCopy();
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> each : before.properties()) {
      names.add(each.getKey());
    }
    for (Map.Entry<String, JsonNode> each : after.properties()) {
      names.add(each.getKey());
    }
    for (String name : names) {
      if (!sameOrMissing(current.path(name), after.path(name))) {
        left.add("attributes." + name);
      } else if (before.has(name)) {
        attributes.set(name, before.get(name));
      } else {
        attributes.remove(name);
      }
    }
    return attributes;
  }

  private static boolean sameOrMissing(JsonNode one, JsonNode other) {
    if (one.isMissingNode() || other.isMissingNode()) {
      return one.isMissingNode() == other.isMissingNode();
    }
    return ContactDifference.same(one, other);
  }
}
