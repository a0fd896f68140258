package dev.stitch.store.blueprint;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The flows that blueprints have become. Archived flows are not found. */
@Singleton
public class BlueprintRepository {

  private final Database database;

  BlueprintRepository(Database database) {
    this.database = database;
  }

  /** Lets nobody else install the blueprint until the transaction ends. */
  public void lock(String blueprintId) {
    database.exists(
        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?, 0))", "blueprint " + blueprintId);
  }

  /** Every flow of every blueprint. */
  public List<InstalledFlow> all() {
    return database.list(
        """
        SELECT b.* FROM blueprint_flows b JOIN flows f ON f.id = b.flow_id AND f.archived_at IS NULL
        ORDER BY b.blueprint_id, b.part
        """,
        BlueprintRepository::flow);
  }

  /** The flow of one part. */
  public Optional<InstalledFlow> find(String blueprintId, String part) {
    return database.first(
        """
        SELECT b.* FROM blueprint_flows b JOIN flows f ON f.id = b.flow_id AND f.archived_at IS NULL
        WHERE b.blueprint_id = ? AND b.part = ?
        """,
        BlueprintRepository::flow,
        blueprintId,
        part);
  }

  /** Remembers the flow of a part in place of an earlier one. */
  public void put(InstalledFlow flow) {
    database.update(
        """
        INSERT INTO blueprint_flows (blueprint_id, part, flow_id, graph_hash) VALUES (?, ?, ?, ?)
        ON CONFLICT (blueprint_id, part) DO UPDATE
        SET flow_id = excluded.flow_id, graph_hash = excluded.graph_hash, installed_at = now()
        """,
        flow.blueprintId(),
        flow.part(),
        flow.flowId(),
        flow.graphHash());
  }

  /** When a journey or a direct run of a flow last began; empty when none ever has. */
  public Optional<Instant> lastBegan(UUID flowId) {
    return database
        .list(
            """
            SELECT greatest(
                (SELECT max(created_at) FROM entities WHERE flow_id = ?),
                (SELECT max(created_at) FROM workflow_runs WHERE flow_id = ? AND entity_id IS NULL)) AS at
            """,
            row -> Optional.ofNullable(row.instant("at")),
            flowId,
            flowId)
        .getFirst();
  }

  /**
   * What has been done so far. Looks at the journeys of blueprints only, however many others there
   * are.
   *
   * @param workerStop the path of the request that stops the worker, as the audit log has it
   */
  public FirstSteps firstSteps(String workerStop) {
    return database
        .first(
            """
            WITH sample AS (
                SELECT e.id, e.created_at FROM entities e JOIN blueprint_flows b ON b.flow_id = e.flow_id)
            SELECT
                least((SELECT min(created_at) FROM sample),
                    (SELECT min(r.created_at)
                     FROM workflow_runs r JOIN blueprint_flows b ON b.flow_id = r.flow_id)) AS tried,
                (SELECT min(m.sent_at) FROM email_messages m JOIN sample s ON s.id = m.entity_id
                 WHERE m.direction = 'outbound') AS mailed,
                (SELECT min(m.sent_at) FROM email_messages m JOIN sample s ON s.id = m.entity_id
                 WHERE m.direction = 'inbound') AS replied,
                (SELECT min(j.at) FROM journey_events j JOIN sample s ON s.id = j.entity_id
                 WHERE j.type = 'skipped') AS skipped,
                (SELECT min(at) FROM audit_log WHERE subject = ? AND status < 300) AS stopped
            """,
            row ->
                new FirstSteps(
                    row.instant("tried"),
                    row.instant("mailed"),
                    row.instant("replied"),
                    row.instant("skipped"),
                    row.instant("stopped")),
            workerStop)
        .orElseThrow();
  }

  private static InstalledFlow flow(Row row) throws SQLException {
    return new InstalledFlow(
        row.text("blueprint_id"), row.text("part"), row.uuid("flow_id"), row.text("graph_hash"));
  }
}
