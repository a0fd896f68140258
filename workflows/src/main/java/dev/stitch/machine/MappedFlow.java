package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.Isolation;
import java.util.UUID;

/**
 * A system flow mapped to a UX node, as it was when the journey entered the node.
 *
 * @param plan its newest version, or null when it was never published
 * @param position flows run in this order, side by side where equal
 */
public record MappedFlow(
    UUID systemFlowId,
    String name,
    PlanVersion plan,
    int position,
    JsonNode input,
    Isolation isolation) {}
