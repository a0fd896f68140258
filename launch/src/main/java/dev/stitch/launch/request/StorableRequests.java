package dev.stitch.launch.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses what the database or a workflow could not hold, where the field's name is still known:
 * texts with a NUL character or half of a surrogate pair, and JSON that is nested too deep.
 */
public final class StorableRequests {

  /** What no text may have. */
  public static final String UNSTORABLE = "a NUL character or half of a surrogate pair";

  private StorableRequests() {}

  static SimpleModule module() {
    return new SimpleModule("storable-text")
        .addDeserializer(String.class, new Text())
        .addDeserializer(JsonNode.class, new Tree<>(JsonNode.class))
        .addDeserializer(ObjectNode.class, new Tree<>(ObjectNode.class))
        .addDeserializer(ArrayNode.class, new Tree<>(ArrayNode.class));
  }

  /** Whether every text of a tree, names too, can be stored. */
  public static boolean isStorable(JsonNode tree) {
    return unstorable(tree) == null;
  }

  /** Only a half of a surrogate pair is a code point of its own that is a surrogate. */
  public static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  /**
   * A value in a tree.
   *
   * @param step the name or index by which its parent has it
   */
  private record Place(@Nullable Place parent, @Nullable Object step, JsonNode value) {

    /** The exception with the way from the root to here as its path. */
    JsonMappingException locate(JsonMappingException problem) {
      for (Place at = this; at.parent != null; at = at.parent) {
        problem.prependPath(
            at.step instanceof Integer index
                ? new JsonMappingException.Reference(at.parent.value, index)
                : new JsonMappingException.Reference(at.parent.value, (String) at.step));
      }
      return problem;
    }
  }

  /** The first value that cannot be stored, or whose name cannot; null when there is none. */
  private static @Nullable Place unstorable(JsonNode tree) {
    Deque<Place> rest = new ArrayDeque<>();
    rest.add(new Place(null, null, tree));
    while (!rest.isEmpty()) {
      Place place = rest.pop();
      JsonNode value = place.value();
      if (value.isTextual() && !isStorable(value.textValue())) {
        return place;
      }
      for (var property : value.properties()) {
        if (!isStorable(property.getKey())) {
          return place;
        }
        rest.push(new Place(place, property.getKey(), property.getValue()));
      }
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        rest.push(new Place(place, i, value.get(i)));
      }
    }
    return null;
  }

  private static final class Text extends StdDeserializer<String> {

    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null && !isStorable(text)) {
        throw new UnacceptableJsonException(parser, "must not hold " + UNSTORABLE);
      }
      return text;
    }
  }

  private static final class Tree<T extends JsonNode> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    Tree(Class<T> type) {
      super(type);
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode tree = JsonNodeDeserializer.getDeserializer(type).deserialize(parser, context);
      if (BoundedJson.isTooDeep(tree)) {
        throw new UnacceptableJsonException(parser, BoundedJson.tooDeep());
      }
      Place unstorable = unstorable(tree);
      if (unstorable != null) {
        throw unstorable.locate(
            new UnacceptableJsonException(parser, "must not hold " + UNSTORABLE));
      }
      return type.cast(tree);
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return null;
    }
  }
}
