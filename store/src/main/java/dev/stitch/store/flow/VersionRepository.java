package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.RowRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Published versions, those of archived flows too. Table {@code flow_versions}, row by row. */
@RowRepository
public interface VersionRepository extends GenericRepository<FlowVersion, UUID> {

  @Query("SELECT * FROM flow_versions WHERE flow_id = :flowId AND version = :version")
  Optional<FlowVersion> find(UUID flowId, int version);

  /** The hash of a version's graph, by which its plan is found. */
  @Query("SELECT hash FROM flow_versions WHERE flow_id = :flowId AND version = :version")
  Optional<String> hash(UUID flowId, int version);

  /** The version with this content, if it was published before. */
  @Query(
      """
      SELECT * FROM flow_versions
      WHERE flow_id = :flowId AND hash = :hash
          AND input_schema IS NOT DISTINCT FROM :inputSchema::jsonb
      """)
  Optional<FlowVersion> find(UUID flowId, String hash, @Nullable @JsonbColumn JsonNode inputSchema);

  /** Adds the next version; the caller holds the flow by {@code findForUpdate}. */
  @Query(
      """
      INSERT INTO flow_versions (flow_id, version, graph, hash, input_schema, notes)
      SELECT :flowId, coalesce(max(version), 0) + 1, :graph::jsonb, :hash, :inputSchema::jsonb, :notes
      FROM flow_versions WHERE flow_id = :flowId
      RETURNING *
      """)
  FlowVersion insert(
      UUID flowId,
      String hash,
      @JsonbColumn JsonNode graph,
      @Nullable @JsonbColumn JsonNode inputSchema,
      @Nullable String notes);

  /** Makes a version the one that new journeys and runs take. */
  default void makeLatest(FlowVersion version) {
    makeLatest(version.flowId(), version.version());
  }

  /** As the other. */
  @Query("UPDATE flows SET latest_version = :version, updated_at = now() WHERE id = :flowId")
  void makeLatest(UUID flowId, int version);
}
