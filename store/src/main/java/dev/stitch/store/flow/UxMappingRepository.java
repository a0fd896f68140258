package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.RowRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** Which system flows hang from which UX node. Table {@code ux_system_mapping}, row by row. */
@RowRepository
public interface UxMappingRepository extends GenericRepository<UxMapping, UUID> {

  /** All of a business flow's, by node and position. */
  @Query(
      """
      SELECT m.*, f.name AS system_flow_name
      FROM ux_system_mapping m JOIN flows f ON f.id = m.system_flow_id
      WHERE m.bmc_flow_id = :bmcFlowId
      ORDER BY m.ux_node_id, m.position, m.system_flow_id
      """)
  List<UxMapping> list(UUID bmcFlowId);

  /**
   * Creates a mapping or changes what is given of it.
   *
   * @param position null leaves it, or puts a new one at 0
   * @param input null leaves it, or gives a new one none
   * @return whether it is new
   */
  default boolean put(
      UUID bmcFlowId,
      String uxNodeId,
      UUID systemFlowId,
      @Nullable Integer position,
      @Nullable JsonNode input) {
    return put(Ids.next(), bmcFlowId, uxNodeId, systemFlowId, position, Jsonb.column(input));
  }

  /**
   * As the other, with the input as text.
   *
   * @param id of the mapping where it is new
   */
  @Query(
      """
      INSERT INTO ux_system_mapping AS m
          (id, bmc_flow_id, ux_node_id, system_flow_id, position, input)
      VALUES (:id, :bmcFlowId, :uxNodeId, :systemFlowId,
          coalesce(:position::integer, 0), coalesce(:inputJson::jsonb, '{}'))
      ON CONFLICT (bmc_flow_id, ux_node_id, system_flow_id) DO UPDATE
      SET position = coalesce(:position::integer, m.position),
          input = coalesce(:inputJson::jsonb, m.input), updated_at = now()
      RETURNING xmax = 0 AS created
      """)
  boolean put(
      UUID id,
      UUID bmcFlowId,
      String uxNodeId,
      UUID systemFlowId,
      @Nullable Integer position,
      @Nullable String inputJson);

  /** Removes those of a node's mappings whose flow is not among these. */
  default void retain(UUID bmcFlowId, String uxNodeId, List<UUID> systemFlowIds) {
    retain(bmcFlowId, uxNodeId, systemFlowIds.stream().map(UUID::toString).toArray(String[]::new));
  }

  /** As the other. */
  @Query(
      """
      DELETE FROM ux_system_mapping
      WHERE bmc_flow_id = :bmcFlowId AND ux_node_id = :uxNodeId
          AND NOT (system_flow_id = ANY (:systemFlowIds::uuid[]))
      """)
  void retain(
      UUID bmcFlowId,
      String uxNodeId,
      @TypeDef(type = DataType.STRING_ARRAY) String[] systemFlowIds);

  /** Removes one mapping; false when there was none. */
  default boolean remove(UUID bmcFlowId, String uxNodeId, UUID systemFlowId) {
    return delete(bmcFlowId, uxNodeId, systemFlowId) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query(
      """
      DELETE FROM ux_system_mapping
      WHERE bmc_flow_id = :bmcFlowId AND ux_node_id = :uxNodeId AND system_flow_id = :systemFlowId
      """)
  int delete(UUID bmcFlowId, String uxNodeId, UUID systemFlowId);

  /** Where a system flow is used by business flows that are not archived. */
  @Query(
      """
      SELECT f.id AS bmc_flow_id, f.name AS bmc_flow_name, m.ux_node_id
      FROM ux_system_mapping m JOIN flows f ON f.id = m.bmc_flow_id AND f.archived_at IS NULL
      WHERE m.system_flow_id = :systemFlowId
      ORDER BY f.name, m.ux_node_id
      """)
  List<Use> uses(UUID systemFlowId);

  /** A place that a system flow is mapped to. */
  @MappedEntity("ux_system_mapping")
  record Use(@Id UUID bmcFlowId, String bmcFlowName, String uxNodeId) {}

  /** The flows of a node, each in its newest version, in the order in which they run. */
  @Query(
      """
      SELECT m.system_flow_id, m.position, m.input, f.name, v.version, v.hash
      FROM ux_system_mapping m
      JOIN flows f ON f.id = m.system_flow_id
      LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.latest_version
      WHERE m.bmc_flow_id = :bmcFlowId AND m.ux_node_id = :uxNodeId
      ORDER BY m.position, m.system_flow_id
      """)
  List<Mapped> mapped(UUID bmcFlowId, String uxNodeId);

  /**
   * A flow that hangs from a node.
   *
   * @param version its newest, null when it was never published; so is the hash
   */
  @MappedEntity("ux_system_mapping")
  record Mapped(
      @Id UUID systemFlowId,
      int position,
      @JsonbColumn JsonNode input,
      String name,
      @Nullable Integer version,
      @Nullable String hash) {}
}
