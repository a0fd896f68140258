package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;

/**
 * A walk through a list that begins with the newest, which one run or several make.
 *
 * @param since what the walk goes back to; null for the list's end
 * @param newest the newest that the walk has met; null before its first page
 * @param token asks for its next page; null for the first
 */
record Walk(@Nullable String since, @Nullable String newest, @Nullable String token) {

  /** From the newest back to what is known already. */
  static Walk from(@Nullable String since) {
    return new Walk(since, null, null);
  }

  static Walk of(JsonNode json) {
    return new Walk(
        json.path("since").textValue(),
        json.path("newest").textValue(),
        json.path("token").textValue());
  }

  ObjectNode json() {
    return Jsonb.object().put("since", since).put("newest", newest).put("token", token);
  }

  /** From the beginning again, where the platform does not know the page any more. */
  Walk again() {
    return new Walk(since, newest, null);
  }

  Walk on(@Nullable String met, @Nullable String next) {
    return new Walk(since, met, next);
  }
}
