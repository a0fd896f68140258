package dev.stitch.store.mail;

import dev.stitch.store.Ids;
import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Table {@code inbound_routes}, row by row. */
@RowRepository
public interface InboundRouteRepository extends GenericRepository<InboundRoute, UUID> {

  @Query("SELECT * FROM inbound_routes WHERE id = :id")
  Optional<InboundRoute> find(UUID id);

  /** The route of the first of these addresses that has one. */
  default Optional<InboundRoute> findFirst(Collection<String> addresses) {
    return findFirst(addresses.toArray(String[]::new));
  }

  @Query(
      """
      SELECT r.* FROM unnest(:addresses) WITH ORDINALITY AS wanted (address, position)
      JOIN inbound_routes r USING (address) ORDER BY wanted.position LIMIT 1
      """)
  Optional<InboundRoute> findFirst(@TypeDef(type = DataType.STRING_ARRAY) String[] addresses);

  /** Adds a route, or leads its address elsewhere. */
  default InboundRoute put(String address, UUID flowId, String uxNodeId) {
    return put(Ids.next(), address, flowId, uxNodeId);
  }

  /**
   * As the other.
   *
   * @param id of the route where it is new
   */
  @Query(
      """
      INSERT INTO inbound_routes (id, address, flow_id, ux_node_id)
      VALUES (:id, :address, :flowId, :uxNodeId)
      ON CONFLICT (address) DO UPDATE
      SET flow_id = excluded.flow_id, ux_node_id = excluded.ux_node_id
      RETURNING *
      """)
  InboundRoute put(UUID id, String address, UUID flowId, String uxNodeId);

  /** Removes a route; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM inbound_routes WHERE id = :id")
  int delete(UUID id);
}
