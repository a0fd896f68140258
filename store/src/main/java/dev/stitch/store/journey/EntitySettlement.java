package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.projection.StreamNotifier;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Closes entities whose journey cannot do it itself: it never began, or its workflow was ended from
 * outside. Everything is one statement, so that status, event and stream agree.
 */
@Singleton
public class EntitySettlement {

  private static final String CANCEL =
      """
      WITH held AS MATERIALIZED (
          SELECT e.id FROM entities e WHERE %s AND e.ended_at IS NULL
          ORDER BY e.id FOR NO KEY UPDATE),
      closed AS (
          UPDATE entities e
          SET status = 'cancelled', waiting_on = '[]', ended_at = now(), updated_at = now(),
              -- what its workflow wrote before its end comes too late; what it writes after a reset does not
              fence_task = greatest(e.fence_task, :endedAt), fence_history = 9223372036854775807
          FROM held WHERE e.id = held.id
          RETURNING e.id, e.current_node_id),
      facts AS (
          INSERT INTO journey_events (entity_id, seq, type, from_node, actor, detail, at)
          SELECT c.id, (SELECT coalesce(max(seq), -1) + 1 FROM journey_events j WHERE j.entity_id = c.id),
                 'journey_cancelled', c.current_node_id, :actor::text, jsonb_build_object('reason', :reason::text), now()
          FROM closed c
          RETURNING entity_id, seq, type, from_node, to_node, run_id, actor, detail, at),
      tasks AS (
          UPDATE human_tasks t SET state = 'cancelled', decided_at = now()
          FROM closed c WHERE t.entity_id = c.id AND t.state = 'open')
      INSERT INTO stream_events (entity_id, event, payload)
      SELECT entity_id, type,
             jsonb_build_object('entityId', entity_id, 'seq', seq, 'type', type, 'fromNode', from_node,
                                'toNode', to_node, 'runId', run_id, 'actor', actor, 'detail', detail,
                                'at', at)
      FROM facts
      """;

  private final Database database;
  private final StreamNotifier notifier;

  EntitySettlement(Database database, StreamNotifier notifier) {
    this.database = database;
    this.notifier = notifier;
  }

  /**
   * Cancels entities of a bulk operation that have not begun.
   *
   * @param after those up to this id have begun, or null when none has
   * @return how many were cancelled
   */
  public int cancelUnstarted(
      UUID bulkOperationId, @Nullable UUID after, String actor, String reason) {
    return close(
        "e.bulk_operation_id = :bulkOperationId AND e.id > :after AND e.started_at IS NULL",
        Map.of("bulkOperationId", bulkOperationId, "after", after == null ? new UUID(0, 0) : after),
        Instant.EPOCH,
        actor,
        reason);
  }

  /**
   * Cancels one live entity whose journey never began.
   *
   * @return whether it was live
   */
  public boolean cancel(UUID id, String actor, String reason) {
    return cancel(id, actor, reason, Instant.EPOCH);
  }

  /**
   * Cancels one live entity.
   *
   * @param endedAt when the journey's workflow ended, on Temporal's clock
   * @return whether it was live
   */
  public boolean cancel(UUID id, String actor, String reason, Instant endedAt) {
    return close("e.id = :id", Map.of("id", id), endedAt, actor, reason) == 1;
  }

  private int close(
      String which, Map<String, UUID> ofWhich, Instant endedAt, String actor, String reason) {
    int closed =
        database.update(
            Sql.of(CANCEL.formatted(which))
                .with(ofWhich)
                .with("endedAt", endedAt.toEpochMilli())
                .with("actor", actor)
                .with("reason", reason));
    if (closed > 0) {
      notifier.streamGrew();
    }
    return closed;
  }
}
