package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * When an entity of the business flow reaches the UX node, the system flow runs.
 *
 * @param position flows of one node run in this order, side by side where it is equal
 * @param input what the system flow gets, an object
 */
@MappedEntity("ux_system_mapping")
public record UxMapping(
    @Id UUID id,
    UUID bmcFlowId,
    String uxNodeId,
    UUID systemFlowId,
    String systemFlowName,
    int position,
    @JsonbColumn JsonNode input,
    Instant createdAt,
    Instant updatedAt) {}
