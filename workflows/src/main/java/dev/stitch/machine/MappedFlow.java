package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.Isolation;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A system flow mapped to a UX node, as it was when the journey entered the node.
 *
 * @param plan its newest version, or null when it was never published
 * @param position flows run in this order, side by side where equal
 */
public record MappedFlow(
    UUID systemFlowId,
    String name,
    @Nullable PlanVersion plan,
    int position,
    JsonNode input,
    Isolation isolation) {

  /** The version that its paths run; one that was never published has no paths. */
  public PlanVersion published() {
    return Objects.requireNonNull(plan, "the flow was never published");
  }
}
