package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import java.util.Map;

/** JSON whose texts are templates. */
public final class RenderedJson {

  private RenderedJson() {}

  /** The same JSON with each text rendered: what is put in cannot change the structure. */
  public static JsonNode of(StepContext context, JsonNode json) throws StepException {
    switch (json) {
      case TextNode text -> {
        return TextNode.valueOf(context.render(text.textValue(), false));
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          copy.set(field.getKey(), of(context, field.getValue()));
        }
        return copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
          copy.add(of(context, element));
        }
        return copy;
      }
      default -> {
        return json;
      }
    }
  }
}
