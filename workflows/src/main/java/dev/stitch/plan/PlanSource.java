package dev.stitch.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Where graphs and their plans come from when a process meets one for the first time. */
@FunctionalInterface
public interface PlanSource {

  /**
   * The graph of a published flow version.
   *
   * @param hash SHA-256 of the graph's canonical JSON, 64 lower-case hex digits
   * @throws java.util.NoSuchElementException when no version has this hash
   */
  JsonNode graph(String hash);

  /** The plan that was kept for a graph, or empty when none was. */
  default Optional<JsonNode> plan(String hash) {
    return Optional.empty();
  }

  /** Keeps a plan, unless one was kept before: the first is the graph's for good. */
  default void keep(String hash, int compiler, JsonNode plan) {}

  /** What keeps a plan. */
  @FunctionalInterface
  interface Keeper {
    void keep(String hash, int compiler, JsonNode plan);
  }

  /** A source made of the three things that a database can do with graphs. */
  static PlanSource of(
      Function<String, Optional<JsonNode>> graphs,
      Function<String, Optional<JsonNode>> plans,
      Keeper keeper) {
    return new PlanSource() {
      @Override
      public JsonNode graph(String hash) {
        return graphs
            .apply(hash)
            .orElseThrow(() -> new NoSuchElementException("no graph has hash " + hash));
      }

      @Override
      public Optional<JsonNode> plan(String hash) {
        return plans.apply(hash);
      }

      @Override
      public void keep(String hash, int compiler, JsonNode plan) {
        keeper.keep(hash, compiler, plan);
      }
    };
  }
}
