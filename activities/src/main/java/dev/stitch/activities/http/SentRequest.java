package dev.stitch.activities.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.json.JsonCodec;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.MediaType;

/** What a call has sent, as it may be kept and shown: values filled in, what is secret hidden. */
final class SentRequest {

  /** Longest body and address kept, in characters. */
  static final int LONGEST = 4_096;

  private static final int LONGEST_HEADER = 1_000;

  private static final ObjectReader WHOLE =
      JsonCodec.MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final HttpCall call;
  private final SecretRedaction hiding;

  SentRequest(HttpCall call, SecretRedaction hiding) {
    this.call = call;
    this.hiding = hiding.and(secretParameters(call.url()));
  }

  /**
   * What parameters hold whose names say that it is secret. Hidden here alone: an answer to {@code
   * ?keyword=ceramics} tells of ceramics.
   */
  private static List<String> secretParameters(HttpUrl url) {
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      if (value != null && SecretRedaction.isNamedSecret(url.queryParameterName(i))) {
        secrets.add(value);
      }
    }
    return secrets;
  }

  /** {@code method}, {@code url}, {@code headers}, and {@code body} where there is one. */
  JsonNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("method", call.method())
            .put("url", cut(url(), LONGEST));
    ObjectNode names = json.putObject("headers");
    headers().forEach((name, value) -> names.put(name, cut(value, LONGEST_HEADER)));
    JsonNode body = body();
    return body == null ? json : json.set("body", body);
  }

  private String url() {
    HttpUrl url = call.url();
    String server = url.newBuilder().encodedPath("/").query(null).fragment(null).toString();
    StringJoiner path = new StringJoiner("/");
    for (int i = 0; i < url.pathSize(); i++) {
      path.add(shown(url.encodedPathSegments().get(i), url.pathSegments().get(i)));
    }
    // Once more as a whole, for a secret that holds a slash.
    return hiding.in(server + path + (url.querySize() == 0 ? "" : "?" + parameters(url)));
  }

  /** The query, without the values of parameters that say by their name that they are secret. */
  private String parameters(HttpUrl url) {
    String[] encoded = url.encodedQuery().split("&", -1);
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < encoded.length; i++) {
      String name = url.queryParameterName(i);
      String value = url.queryParameterValue(i);
      if (value == null) {
        shown.add(shown(encoded[i], name));
      } else if (SecretRedaction.isNamedSecret(name)) {
        shown.add(hiding.in(name) + "=" + SecretRedaction.HIDDEN);
      } else {
        shown.add(shown(encoded[i], name + "=" + value));
      }
    }
    return String.join("&", shown);
  }

  /** What is encoded as it is, unless there is something to hide in what it says. */
  private String shown(String encoded, String decoded) {
    String hidden = hiding.in(decoded);
    return hidden.equals(decoded) ? encoded : hidden;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (var header : call.headers()) {
      String value = header.getSecond();
      headers.merge(
          hiding.in(header.getFirst()),
          hiding.hides(header.getFirst(), value) ? SecretRedaction.HIDDEN : hiding.in(value),
          (first, further) -> first + ", " + further);
    }
    return headers;
  }

  private @Nullable JsonNode body() {
    if (call.body() == null || call.body().size() == 0) {
      return null;
    }
    String text = hiding.in(withoutSecretFields(call.body().utf8()));
    if (text.length() > LONGEST) {
      return TextNode.valueOf(cut(text, LONGEST));
    }
    JsonNode json = json(text);
    return json == null ? TextNode.valueOf(text) : json;
  }

  private String withoutSecretFields(String text) {
    JsonNode json = json(text);
    if (json != null) {
      return withoutSecretFields(json).toString();
    }
    return isForm()
        ? parameters(new HttpUrl.Builder().scheme("http").host("form").encodedQuery(text).build())
        : text;
  }

  /** As the query: by their names, and by what they hold. */
  private JsonNode withoutSecretFields(JsonNode json) {
    return switch (json) {
      case TextNode text -> TextNode.valueOf(hiding.in(text.textValue()));
      case ArrayNode array -> {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> shown.add(withoutSecretFields(element)));
        yield shown;
      }
      case ObjectNode object -> {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                field ->
                    shown.set(
                        hiding.in(field.getKey()),
                        SecretRedaction.isNamedSecret(field.getKey())
                            ? TextNode.valueOf(SecretRedaction.HIDDEN)
                            : withoutSecretFields(field.getValue())));
        yield shown;
      }
      default -> json;
    };
  }

  private boolean isForm() {
    String type = call.headers().get("Content-Type");
    MediaType media = type == null ? null : MediaType.parse(type);
    return media != null && media.subtype().equals("x-www-form-urlencoded");
  }

  private static @Nullable JsonNode json(String text) {
    try {
      JsonNode json = WHOLE.readTree(text);
      return json.isContainerNode() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // No half of a character: the database takes none.
    boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splits ? longest - 1 : longest) + "…";
  }
}
