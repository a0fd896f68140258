package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts about one contact, as far as a model is given them. */
final class Material {

  /** Characters of all texts together. */
  private static final int MOST_TEXT = 40_000;

  private static final String SOURCES = "sources";
  private static final String TEXT = "text";
  private static final String FAILURES = "failures";

  private final StringBuilder text = new StringBuilder();
  private final List<String> urls = new ArrayList<>();
  private int failures;

  /** Adds a page with {@code url, title, text}. */
  void page(ObjectNode page) {
    add(page.path("url").asText(), page.path("title").asText() + "\n" + page.path("text").asText());
  }

  void add(String url, String said) {
    if (said.isBlank()) {
      return;
    }
    int room = MOST_TEXT - text.length();
    if (room > 0) {
      String section = "From " + url + "\n" + said + "\n\n";
      text.append(section, 0, Math.min(room, section.length()));
      urls.add(url);
    }
  }

  /** Notes that a source could not be read. */
  void failed() {
    failures++;
  }

  boolean isEmpty() {
    return urls.isEmpty();
  }

  /** Whether there might be more, had all sources been read. */
  boolean incomplete() {
    return failures > 0;
  }

  String text() {
    return text.toString();
  }

  List<String> urls() {
    return List.copyOf(urls);
  }

  /** Whether a value stands in the texts as it is, whatever the case. */
  boolean says(String value) {
    return text.toString().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
  }

  /** As {@link #of} reads it. */
  ObjectNode kept() {
    return toJson().put(FAILURES, failures);
  }

  /** What was kept. */
  static Material of(JsonNode kept) {
    Material material = new Material();
    material.text.append(kept.path(TEXT).asText());
    kept.path(SOURCES).forEach(url -> material.urls.add(url.asText()));
    material.failures = kept.path(FAILURES).asInt();
    return material;
  }

  /** What a script sees as {@code input}. */
  ObjectNode toJson() {
    ObjectNode json = Jsonb.object();
    json.set(SOURCES, Jsonb.tree(urls));
    return json.put(TEXT, text());
  }
}
