package dev.stitch.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.Act;
import java.util.Objects;
import java.util.Optional;

/**
 * An act as a signal, for the Temporal CLI and Web UI.
 *
 * @param action name of the act, e.g. {@code move}
 * @param args the act's fields without id; {@code actor} defaults to {@code operator}
 */
public record Intervention(String id, String action, JsonNode args) {
  public Intervention {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(action, "action");
  }

  /** The act that this names, or empty when it names none or its fields are wrong. */
  Optional<Act> toAct() {
    return Act.BY_NAME.entrySet().stream()
        .filter(named -> named.getKey().equalsIgnoreCase(action))
        .findAny()
        .flatMap(named -> read(named.getValue()));
  }

  private Optional<Act> read(Class<? extends Act> type) {
    ObjectNode fields =
        args instanceof ObjectNode object ? object.deepCopy() : JsonCodec.MAPPER.createObjectNode();
    fields.put("id", id);
    if (!fields.hasNonNull("actor")) {
      fields.put("actor", "operator");
    }
    try {
      return Optional.of(JsonCodec.MAPPER.treeToValue(fields, type));
    } catch (JsonProcessingException wrongFields) {
      return Optional.empty();
    }
  }
}
