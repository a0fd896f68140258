package dev.stitch.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one spelling: keys sorted by UTF-16 code unit, no white space, numbers by value (3, 3.0
 * and 3e0 are one), so that a round trip through {@code jsonb} changes nothing. Keeps its own
 * stack, so depth costs memory and never the thread's stack.
 */
public final class CanonicalJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private CanonicalJson() {}

  public static String text(JsonNode root) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(root, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** SHA-256 of the text, 64 lower-case hex digits. */
  public static String hash(JsonNode root) {
    try {
      byte[] json = text(root).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(JsonNode root, JsonGenerator json) throws IOException {
    Deque<Frame> open = new ArrayDeque<>();
    begin(root, json, open);
    while (!open.isEmpty()) {
      Frame frame = open.peek();
      if (!frame.hasNext()) {
        frame.end(json);
        open.pop();
      } else {
        begin(frame.next(json), json, open);
      }
    }
  }

  private static void begin(JsonNode node, JsonGenerator json, Deque<Frame> open)
      throws IOException {
    switch (node) {
      case null -> json.writeNull();
      case JsonNode object when object.isObject() -> {
        json.writeStartObject();
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        open.push(new Members(sorted.entrySet().iterator()));
      }
      case JsonNode array when array.isArray() -> {
        json.writeStartArray();
        open.push(new Elements(array.elements()));
      }
      case JsonNode number when number.isNumber() -> writeNumber(number, json);
      case JsonNode flag when flag.isBoolean() -> json.writeBoolean(flag.booleanValue());
      case JsonNode text when text.isTextual() -> json.writeString(text.textValue());
      case JsonNode other when other.isNull() || other.isMissingNode() -> json.writeNull();
      case JsonNode other -> json.writeString(other.asText());
    }
  }

  private static void writeNumber(JsonNode number, JsonGenerator json) throws IOException {
    if (number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())) {
      json.writeString(number.asText());
      return;
    }
    BigDecimal value = number.decimalValue();
    json.writeNumber(value.signum() == 0 ? "0" : value.stripTrailingZeros().toString());
  }

  private sealed interface Frame {
    boolean hasNext();

    JsonNode next(JsonGenerator json) throws IOException;

    void end(JsonGenerator json) throws IOException;
  }

  private record Members(Iterator<Map.Entry<String, JsonNode>> entries) implements Frame {
    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public JsonNode next(JsonGenerator json) throws IOException {
      Map.Entry<String, JsonNode> entry = entries.next();
      json.writeFieldName(entry.getKey());
      return entry.getValue() == null ? NullNode.instance : entry.getValue();
    }

    @Override
    public void end(JsonGenerator json) throws IOException {
      json.writeEndObject();
    }
  }

  private record Elements(Iterator<JsonNode> elements) implements Frame {
    @Override
    public boolean hasNext() {
      return elements.hasNext();
    }

    @Override
    public JsonNode next(JsonGenerator json) {
      return elements.next();
    }

    @Override
    public void end(JsonGenerator json) throws IOException {
      json.writeEndArray();
    }
  }
}
