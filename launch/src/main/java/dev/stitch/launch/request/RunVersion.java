package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.PlanVersion;
import dev.stitch.store.flow.FlowVersion;
import io.micronaut.core.annotation.Nullable;

/**
 * A version of a flow that can run.
 *
 * @param number its number, or 0 for a draft
 * @param hash names its graph
 * @param inputSchema JSON Schema of its input, or null
 */
public record RunVersion(int number, String hash, @Nullable JsonNode inputSchema) {

  /** A published one. */
  public static RunVersion of(FlowVersion version) {
    return new RunVersion(version.version(), version.hash(), version.inputSchema());
  }

  /** As workflows name it. */
  public PlanVersion plan() {
    return new PlanVersion(number, hash);
  }
}
