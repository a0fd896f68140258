package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.contact.FoundContacts;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody of whom a page tells.
 *
 * @param url the page
 * @param fields what it tells, each a text
 */
record FoundPerson(String url, ObjectNode fields) {

  /** The platform of those who are known by a page only. */
  private static final String WEBSITE = "website";

  private static final int MAX_IDENTITY = 400;
  private static final Set<String> FIELDS = Set.of("name", "email", "phone", "company", "title");

  /**
   * Whether it can be told from others of its page: by a name or an address, or as the organisation
   * that it is. A title or telephone with no more than a company is one of its many people.
   */
  boolean identified() {
    return fields.has("name")
        || fields.has("email")
        || (fields.has("company") && !fields.has("title") && !fields.has("phone"));
  }

  /**
   * Those of whom an answer tells.
   *
   * @param material what the model was given
   */
  static List<FoundPerson> of(ObjectNode answer, String url, Material material, String model) {
    List<FoundPerson> people = new ArrayList<>();
    for (JsonNode person : answer.path(FactSchemas.FOUND)) {
      ObjectNode fields = Jsonb.object();
      person.properties().stream()
          .filter(field -> FIELDS.contains(field.getKey()))
          .filter(field -> !field.getValue().asText("").isBlank())
          .forEach(field -> fields.put(field.getKey(), field.getValue().asText().strip()));
      ObjectNode grounded = FactSchemas.grounded(fields, material, model);
      if (!grounded.isEmpty()) {
        people.add(new FoundPerson(url, grounded));
      }
    }
    return people;
  }

  /** As a contact that is to be registered. */
  FoundContacts.Found found(List<String> tags) {
    ObjectNode values = fields.deepCopy();
    values.remove("email");
    values.put("attributes.foundAt", url);
    values.set("tags", Jsonb.tree(tags));
    return new FoundContacts.Found(
        fields.path("email").textValue(), new ContactIdentity(WEBSITE, identity()), values);
  }

  /** The page, and which of those on it. */
  private String identity() {
    String page = url.replaceFirst("^https?://", "").replaceFirst("/$", "");
    String who =
        Stream.of("name", "email", "company")
            .filter(fields::has)
            .map(field -> fields.path(field).asText())
            .findFirst()
            .orElseThrow();
    String identity = page + "#" + who.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    return identity.length() > MAX_IDENTITY ? identity.substring(0, MAX_IDENTITY) : identity;
  }
}
