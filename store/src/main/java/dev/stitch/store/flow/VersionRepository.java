package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Jsonb;
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
  default Optional<FlowVersion> find(UUID flowId, String hash, @Nullable JsonNode inputSchema) {
    return findSame(flowId, hash, Jsonb.column(Jsonb.ordered(inputSchema)));
  }

  /** As the other, with the schema as text. */
  @Query(
      """
      SELECT * FROM flow_versions
      WHERE flow_id = :flowId AND hash = :hash
          AND input_schema IS NOT DISTINCT FROM :inputSchemaJson::jsonb
      """)
  Optional<FlowVersion> findSame(UUID flowId, String hash, @Nullable String inputSchemaJson);

  /** Adds the next version; the caller holds the flow by {@code findForUpdate}. */
  default FlowVersion insert(
      UUID flowId,
      String hash,
      JsonNode graph,
      @Nullable JsonNode inputSchema,
      @Nullable String notes) {
    return insertNext(
        flowId,
        hash,
        Jsonb.column(Jsonb.ordered(graph)),
        Jsonb.column(Jsonb.ordered(inputSchema)),
        notes);
  }

  /** As {@link #insert}, with graph and schema as text. */
  @Query(
      """
      INSERT INTO flow_versions (flow_id, version, graph, hash, input_schema, notes)
      SELECT :flowId, coalesce(max(version), 0) + 1, :graphJson::jsonb, :hash,
          :inputSchemaJson::jsonb, :notes
      FROM flow_versions WHERE flow_id = :flowId
      RETURNING *
      """)
  FlowVersion insertNext(
      UUID flowId,
      String hash,
      String graphJson,
      @Nullable String inputSchemaJson,
      @Nullable String notes);

  /**
   * Makes a version the one that new journeys and runs take, unless it is; the caller holds the
   * flow.
   *
   * @param by who does, as the audit log names people
   * @param notes what the list of versions says of it
   */
  default void makeLatest(FlowVersion version, String by, @Nullable String notes) {
    noteLive(version.flowId(), version.version(), by, notes);
    makeLatest(version.flowId(), version.version());
  }

  /** Records who makes a version the latest, unless it is. */
  @Query(
      """
      UPDATE flow_versions SET live_since = now(), live_by = :by, live_notes = :notes
      WHERE flow_id = :flowId AND version = :version
          AND NOT EXISTS (SELECT 1 FROM flows WHERE id = :flowId AND latest_version = :version)
      """)
  void noteLive(UUID flowId, int version, String by, @Nullable String notes);

  /** As the other, of which nothing is recorded. */
  @Query("UPDATE flows SET latest_version = :version, updated_at = now() WHERE id = :flowId")
  void makeLatest(UUID flowId, int version);
}
