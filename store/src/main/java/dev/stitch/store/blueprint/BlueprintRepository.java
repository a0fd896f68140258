package dev.stitch.store.blueprint;

import dev.stitch.store.RowRepository;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The flows that blueprints have become. Archived flows are not found. Table {@code
 * blueprint_flows}, row by row.
 */
@RowRepository
public interface BlueprintRepository extends GenericRepository<InstalledFlow, String> {

  /** Lets nobody else install the blueprint until the transaction ends. */
  default void lock(String blueprintId) {
    awaitLock("blueprint " + blueprintId);
  }

  /** Answers when the lock of this name is the transaction's. */
  @Query("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:name, 0))")
  int awaitLock(String name);

  /** Every flow of every blueprint. */
  @Query(
      """
      SELECT b.* FROM blueprint_flows b JOIN flows f ON f.id = b.flow_id AND f.archived_at IS NULL
      ORDER BY b.blueprint_id, b.part
      """)
  List<InstalledFlow> all();

  /** The flow of one part. */
  @Query(
      """
      SELECT b.* FROM blueprint_flows b JOIN flows f ON f.id = b.flow_id AND f.archived_at IS NULL
      WHERE b.blueprint_id = :blueprintId AND b.part = :part
      """)
  Optional<InstalledFlow> find(String blueprintId, String part);

  /** Remembers the flow of a part in place of an earlier one. */
  default void put(InstalledFlow flow) {
    put(flow.blueprintId(), flow.part(), flow.flowId(), flow.graphHash());
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO blueprint_flows (blueprint_id, part, flow_id, graph_hash)
      VALUES (:blueprintId, :part, :flowId, :graphHash)
      ON CONFLICT (blueprint_id, part) DO UPDATE
      SET flow_id = excluded.flow_id, graph_hash = excluded.graph_hash, installed_at = now()
      """)
  void put(String blueprintId, String part, UUID flowId, String graphHash);

  /** When a journey or a direct run of a flow last began; empty when none ever has. */
  @Query(
      """
      SELECT greatest(
          (SELECT max(created_at) FROM entities WHERE flow_id = :flowId),
          (SELECT max(created_at) FROM workflow_runs
           WHERE flow_id = :flowId AND entity_id IS NULL)) AS at
      """)
  Optional<Instant> lastBegan(UUID flowId);

  /**
   * What has been done so far. Looks at the journeys of blueprints only, however many others there
   * are.
   *
   * @param workerStop the path of the request that stops the worker, as the audit log has it
   */
  @Query(
      """
      WITH sample AS (
          SELECT e.id, e.created_at FROM entities e JOIN blueprint_flows b ON b.flow_id = e.flow_id)
      SELECT
          least((SELECT min(created_at) FROM sample),
              (SELECT min(r.created_at)
               FROM workflow_runs r JOIN blueprint_flows b ON b.flow_id = r.flow_id)) AS tried_at,
          (SELECT min(m.sent_at) FROM email_messages m JOIN sample s ON s.id = m.entity_id
           WHERE m.direction = 'outbound') AS mailed_at,
          (SELECT min(m.sent_at) FROM email_messages m JOIN sample s ON s.id = m.entity_id
           WHERE m.direction = 'inbound') AS replied_at,
          (SELECT min(j.at) FROM journey_events j JOIN sample s ON s.id = j.entity_id
           WHERE j.type = 'skipped') AS skipped_at,
          (SELECT min(at) FROM audit_log
           WHERE subject = :workerStop AND status < 300) AS worker_stopped_at
      """)
  FirstSteps firstSteps(String workerStop);
}
