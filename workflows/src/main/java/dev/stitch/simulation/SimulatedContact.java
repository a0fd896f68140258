package dev.stitch.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A contact as expressions see it, with what the simulated steps wrote; the real one stays. */
final class SimulatedContact {

  private static final String ATTRIBUTES = "attributes.";

  private final ObjectNode fields;

  SimulatedContact(JsonNode snapshot) {
    fields =
        snapshot instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
  }

  /** What expressions see; not to be altered. */
  ObjectNode fields() {
    return fields;
  }

  boolean is(UUID contactId) {
    return contactId != null && contactId.toString().equals(fields.path("id").asText());
  }

  /**
   * @param patch from field to value, as {@code contact.update} writes it
   */
  void write(JsonNode patch, Instant now) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String name = field.getKey();
      if (name.equals("unsubscribed")) {
        unsubscribe(field.getValue().asBoolean(), now);
      } else if (name.startsWith(ATTRIBUTES)) {
        ObjectNode parent = fields.withObjectProperty("attributes");
        String[] path = name.substring(ATTRIBUTES.length()).split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
          parent = child(parent, path[i]);
        }
        set(parent, path[path.length - 1], field.getValue());
      } else {
        fields.set(name, field.getValue());
      }
    }
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
  }

  private static void set(ObjectNode parent, String name, JsonNode value) {
    if (value.isNull()) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
  }

  private void unsubscribe(boolean unsubscribed, Instant now) {
    if (!unsubscribed) {
      fields.putNull("unsubscribedAt");
    } else if (!fields.hasNonNull("unsubscribedAt")) {
      fields.put("unsubscribedAt", now.toString());
    }
  }
}
