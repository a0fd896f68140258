package dev.stitch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Graphs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyOrderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'reason':{},'ok':{},'amount':{}}}",
        "{'properties':{'b':{},'a':{}}}",
        "{'properties':{'zz':{},'é':{},'a':{}}}",
        "{'nodes':[{'data':{'form':{'properties':{'z':{'properties':{'y':{},'x':{}}},'a':{}}}}}]}",
        "{'properties':{'properties':{'properties':{'c':{},'b':{}}},'a':{}}}",
        "{'properties':{'properties':{'type':'string','enum':[]},'a':{}}}",
        "{'properties':5,'x-stitch-order':['kept, no schema']}",
        "[{'properties':{}},null,'x']",
      })
  void theOrderOutlivesAColumnThatSortsKeys(String text) {
    JsonNode schema = json(text);

    JsonNode read = stored(PropertyOrder.kept(schema));
    PropertyOrder.restore(read);

    assertThat(orders(read)).isEqualTo(orders(schema));
    assertThat(Graphs.hash(read)).isEqualTo(Graphs.hash(schema));
  }

  @Test
  void whatTheColumnWouldNotSortIsWrittenAsItIs() {
    JsonNode sorted = json("{'properties':{'b':{},'aa':{},'é':{}}}");

    assertThat(PropertyOrder.kept(sorted)).isSameAs(sorted);
  }

  @Test
  void anotherOrderOfAFormIsAnotherContent() {
    assertThat(Graphs.hash(json("{'form':{'properties':{'b':{},'a':{}}}}")))
        .isNotEqualTo(Graphs.hash(json("{'form':{'properties':{'a':{},'b':{}}}}")));
    assertThat(Graphs.hash(json("{'b':{},'a':{}}")))
        .isEqualTo(Graphs.hash(json("{'a':{},'b':{}}")));
  }

  @Test
  void aKeywordOfAClientDecidesNothing() {
    JsonNode given = json("{'properties':{'b':{},'a':{}},'x-stitch-order':['a','b']}");

    JsonNode read = stored(PropertyOrder.kept(given));
    PropertyOrder.restore(read);

    assertThat(read).hasToString(json("{'properties':{'b':{},'a':{}}}").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "[]", "['a','a','nobody',{}]", "{'a':'b'}", "null"})
  void aListThatIsNoneLosesNoProperty(String list) {
    JsonNode read = json("{'properties':{'a':{},'b':{}},'x-stitch-order':%s}".formatted(list));

    PropertyOrder.restore(read);

    assertThat(read.has("x-stitch-order")).isFalse();
    assertThat(read.get("properties")).isEqualTo(json("{'a':{},'b':{}}"));
  }

  /** The text tells the order, to which equality is blind; other keys are sorted in both. */
  private static String orders(JsonNode tree) {
    return sorted(tree, false).toString();
  }

  private static JsonNode stored(JsonNode tree) {
    return sorted(tree, true);
  }

  /** As jsonb does, {@code properties} included or not. */
  private static JsonNode sorted(JsonNode tree, boolean properties) {
    if (tree.isArray()) {
      var items = JsonNodeFactory.instance.arrayNode();
      tree.forEach(item -> items.add(sorted(item, properties)));
      return items;
    }
    if (!(tree instanceof ObjectNode object)) {
      return tree;
    }
    Map<String, JsonNode> byKey =
        new TreeMap<>(
            Comparator.comparing(
                (String key) -> key.getBytes(StandardCharsets.UTF_8),
                Comparator.<byte[]>comparingInt(key -> key.length)
                    .thenComparing(Arrays::compareUnsigned)));
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
    byKey.forEach(
        (key, value) ->
            copy.set(
                key,
                !properties && key.equals("properties") && value.isObject()
                    ? inItsOrder((ObjectNode) value)
                    : sorted(value, properties)));
    return copy;
  }

  private static JsonNode inItsOrder(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> copy.set(entry.getKey(), sorted(entry.getValue(), false)));
    return copy;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
