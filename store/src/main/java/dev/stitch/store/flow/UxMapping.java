package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * When an entity of the business flow reaches the UX node, the system flow runs.
 *
 * @param position flows of one node run in this order, side by side where it is equal
 * @param input what the system flow gets, an object
 */
public record UxMapping(
    UUID id,
    UUID bmcFlowId,
    String uxNodeId,
    UUID systemFlowId,
    String systemFlowName,
    int position,
    JsonNode input,
    Instant createdAt,
    Instant updatedAt) {

  static UxMapping of(Row row) throws SQLException {
    return new UxMapping(
        row.uuid("id"),
        row.uuid("bmc_flow_id"),
        row.text("ux_node_id"),
        row.uuid("system_flow_id"),
        row.text("system_flow_name"),
        row.number("position"),
        row.json("input"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
