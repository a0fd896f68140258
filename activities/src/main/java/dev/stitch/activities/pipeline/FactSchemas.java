package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import java.util.List;

/** What models are asked for, and what of their answers is believed. */
final class FactSchemas {

  private static final String EMAIL = "email";

  /** A script is our own word, however little a page says of it. */
  private static final String SCRIPTED = "scripted";

  private FactSchemas() {}

  static String task(List<String> fields) {
    return "The first source says whom this is about. Find in the others, about exactly this person or organisation: "
        + String.join(", ", fields)
        + ". Answer null for what they do not say, and for everything when they are about somebody else.";
  }

  /** What is known of a contact, as a source: its fields may have come from strangers as well. */
  static String known(Contact contact) {
    ObjectNode known = Jsonb.object();
    known.put("name", contact.name()).put(EMAIL, contact.email());
    known.put("company", contact.company()).put("title", contact.title());
    return "Known of the contact: " + known + "\n\n";
  }

  /** A text for each field. */
  static ObjectNode ofFields(List<String> fields) {
    ObjectNode schema = Jsonb.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    fields.forEach(field -> text(properties, field));
    schema.set("required", Jsonb.tree(fields));
    return schema;
  }

  static final String FOUND = "contacts";

  static final String SEARCH_TASK =
      "Find the people and organisations that the page is about and that one could write to. Leave out whoever is only mentioned. Answer null for what the page does not say of them.";

  /** A list of people and organisations. */
  static ObjectNode ofPeople() {
    ObjectNode schema = Jsonb.object().put("type", "object");
    ObjectNode list = schema.putObject("properties").putObject(FOUND).put("type", "array");
    ObjectNode person = list.putObject("items").put("type", "object");
    ObjectNode properties = person.putObject("properties");
    List<String> fields = List.of("name", EMAIL, "phone", "company", "title");
    fields.forEach(field -> text(properties, field));
    person.set("required", Jsonb.tree(fields));
    schema.putArray("required").add(FOUND);
    return schema;
  }

  private static void text(ObjectNode properties, String field) {
    ObjectNode property = properties.putObject(field);
    property.putArray("type").add("string").add("null");
    if (field.equals(EMAIL)) {
      property.put("format", "email");
    }
  }

  /** The same without an address that no text has: mail would go to a stranger, or nowhere. */
  static ObjectNode grounded(ObjectNode found, Material material, String model) {
    String email = found.path(EMAIL).textValue();
    return email == null || model.equals(SCRIPTED) || material.says(email)
        ? found
        : found.deepCopy().without(EMAIL);
  }
}
