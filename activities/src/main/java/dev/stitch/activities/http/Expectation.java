package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Which answers a step takes for success.
 *
 * @param statuses empty takes 200 to 299
 */
record Expectation(Set<Integer> statuses) {

  Expectation {
    statuses = Set.copyOf(statuses);
  }

  /**
   * @param config a number, a list of numbers, or nothing
   */
  static Expectation of(JsonNode config) {
    Set<Integer> statuses = new HashSet<>();
    if (config.isInt()) {
      statuses.add(config.intValue());
    }
    config.forEach(status -> statuses.add(status.intValue()));
    return new Expectation(statuses);
  }

  boolean meets(int status) {
    return statuses.isEmpty() ? status >= 200 && status < 300 : statuses.contains(status);
  }
}
