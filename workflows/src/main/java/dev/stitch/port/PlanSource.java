package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;

/** Where published graphs come from when a process meets one for the first time. */
@FunctionalInterface
public interface PlanSource {

  /**
   * The graph of a published flow version.
   *
   * @param hash SHA-256 of the graph's canonical JSON, 64 lower-case hex digits
   * @throws java.util.NoSuchElementException when no version has this hash
   */
  JsonNode graph(String hash);
}
