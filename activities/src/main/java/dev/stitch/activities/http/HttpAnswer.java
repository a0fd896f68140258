package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/**
 * What came back.
 *
 * @param url what answered, redirects followed
 * @param headers by name in lower case; several of one name are joined by commas
 * @param body JSON when it says it is and is, else a text; null when there is none
 * @param tooLarge whether the body was longer than is taken, and so is left out
 */
record HttpAnswer(
    HttpUrl url, int status, Map<String, String> headers, JsonNode body, boolean tooLarge) {

  static final String TOO_LARGE = "tooLarge";

  HttpAnswer {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** How long the other side asks to be left alone, when it says so in seconds. */
  Optional<Duration> retryAfter() {
    String value = headers.get("retry-after");
    return value != null && value.matches("\\d{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : Optional.empty();
  }

  /** {@code status}, {@code headers} and {@code body}; {@value #TOO_LARGE} only when it is. */
  JsonNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", status);
    ObjectNode names = json.putObject("headers");
    headers.forEach(names::put);
    json.set("body", body);
    return tooLarge ? json.put(TOO_LARGE, true) : json;
  }
}
