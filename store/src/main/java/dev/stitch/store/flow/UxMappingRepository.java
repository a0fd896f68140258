package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Which system flows hang from which UX node. */
@Singleton
public class UxMappingRepository {

  private final Database database;

  UxMappingRepository(Database database) {
    this.database = database;
  }

  /** All of a business flow's, by node and position. */
  public List<UxMapping> list(UUID bmcFlowId) {
    return database.list(
        """
        SELECT m.*, f.name AS system_flow_name
        FROM ux_system_mapping m JOIN flows f ON f.id = m.system_flow_id
        WHERE m.bmc_flow_id = ?
        ORDER BY m.ux_node_id, m.position, m.system_flow_id
        """,
        UxMapping::of,
        bmcFlowId);
  }

  /**
   * Creates a mapping or changes what is given of it.
   *
   * @param position null leaves it, or puts a new one at 0
   * @param input null leaves it, or gives a new one none
   * @return whether it is new
   */
  public boolean put(
      UUID bmcFlowId,
      String uxNodeId,
      UUID systemFlowId,
      @Nullable Integer position,
      @Nullable JsonNode input) {
    return database
        .first(
            """
            INSERT INTO ux_system_mapping AS m (id, bmc_flow_id, ux_node_id, system_flow_id, position, input)
            VALUES (?, ?, ?, ?, coalesce(?::integer, 0), coalesce(?::jsonb, '{}'))
            ON CONFLICT (bmc_flow_id, ux_node_id, system_flow_id) DO UPDATE
            SET position = coalesce(?::integer, m.position), input = coalesce(?::jsonb, m.input), updated_at = now()
            RETURNING xmax = 0 AS created
            """,
            row -> row.flag("created"),
            Ids.next(),
            bmcFlowId,
            uxNodeId,
            systemFlowId,
            position,
            input,
            position,
            input)
        .orElseThrow();
  }

  /** Removes those of a node's mappings whose flow is not among these. */
  public void retain(UUID bmcFlowId, String uxNodeId, List<UUID> systemFlowIds) {
    database.update(
        """
        DELETE FROM ux_system_mapping
        WHERE bmc_flow_id = ? AND ux_node_id = ? AND NOT (system_flow_id = ANY (?))
        """,
        bmcFlowId,
        uxNodeId,
        SqlArray.uuids(systemFlowIds));
  }

  /** Removes one mapping; false when there was none. */
  public boolean delete(UUID bmcFlowId, String uxNodeId, UUID systemFlowId) {
    return database.update(
            """
            DELETE FROM ux_system_mapping WHERE bmc_flow_id = ? AND ux_node_id = ? AND system_flow_id = ?
            """,
            bmcFlowId,
            uxNodeId,
            systemFlowId)
        > 0;
  }

  /** Where a system flow is used by business flows that are not archived. */
  public List<Use> uses(UUID systemFlowId) {
    return database.list(
        """
        SELECT f.id, f.name, m.ux_node_id
        FROM ux_system_mapping m JOIN flows f ON f.id = m.bmc_flow_id AND f.archived_at IS NULL
        WHERE m.system_flow_id = ?
        ORDER BY f.name, m.ux_node_id
        """,
        row -> new Use(row.uuid("id"), row.text("name"), row.text("ux_node_id")),
        systemFlowId);
  }

  /** A place that a system flow is mapped to. */
  public record Use(UUID bmcFlowId, String bmcFlowName, String uxNodeId) {}
}
