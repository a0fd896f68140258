package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Decides what becomes of entities that are asked for again. */
@Singleton
public class EntityReadmission {

  private final Database database;

  EntityReadmission(Database database) {
    this.database = database;
  }

  /**
   * What becomes of them.
   *
   * @param taken those that an operation starts: accepted earlier, but never begun
   * @param ended contacts of those that have ended, and so may enter anew
   * @param skipped those that live, or do not exist in the flow
   */
  public record Decision(List<UUID> taken, List<UUID> ended, List<SkippedContact> skipped) {
    public Decision {
      taken = List.copyOf(taken);
      ended = List.copyOf(ended);
      skipped = List.copyOf(skipped);
    }
  }

  /** Gives the entities among these that never began to an operation that starts them. */
  public Decision readmit(UUID flowId, UUID bulkOperationId, Collection<UUID> entityIds) {
    Set<UUID> taken =
        new HashSet<>(
            database.list(
                Sql.of(
                        """
                        WITH held AS MATERIALIZED (
                            SELECT id FROM entities
                            WHERE id = ANY (:entityIds) AND flow_id = :flowId AND started_at IS NULL AND ended_at IS NULL
                            ORDER BY id FOR NO KEY UPDATE)
                        UPDATE entities e SET bulk_operation_id = :bulkOperationId, updated_at = now()
                        FROM held WHERE e.id = held.id
                        RETURNING e.id
                        """)
                    .with("entityIds", SqlArray.uuids(entityIds))
                    .with("flowId", flowId)
                    .with("bulkOperationId", bulkOperationId),
                row -> row.uuid("id")));
    return sort(flowId, entityIds, asked -> taken.contains(asked.entityId()));
  }

  /** What {@link #readmit} would decide now; nothing is changed. */
  public Decision preview(UUID flowId, Collection<UUID> entityIds) {
    return sort(flowId, entityIds, Asked::isUnbegun);
  }

  private Decision sort(UUID flowId, Collection<UUID> entityIds, Predicate<Asked> isTaken) {
    List<UUID> taken = new ArrayList<>();
    List<UUID> ended = new ArrayList<>();
    List<SkippedContact> skipped = new ArrayList<>();
    for (Asked asked : asked(flowId, entityIds)) {
      if (asked.hasEnded()) {
        ended.add(asked.contactId());
      } else if (isTaken.test(asked)) {
        taken.add(asked.entityId());
      } else {
        String reason = asked.contactId() == null ? "not_found" : "already_in_journey";
        skipped.add(new SkippedContact(asked.contactId(), asked.entityId(), reason));
      }
    }
    return new Decision(taken, ended, skipped);
  }

  private List<Asked> asked(UUID flowId, Collection<UUID> entityIds) {
    return database.list(
        Sql.of(
                """
                SELECT w.entity_id, e.contact_id, e.ended_at IS NOT NULL AS has_ended,
                       e.id IS NOT NULL AND e.started_at IS NULL AND e.ended_at IS NULL AS is_unbegun
                FROM (SELECT DISTINCT entity_id FROM unnest(:entityIds) AS ids (entity_id)) w
                LEFT JOIN entities e ON e.id = w.entity_id AND e.flow_id = :flowId
                ORDER BY w.entity_id
                """)
            .with("entityIds", SqlArray.uuids(entityIds))
            .with("flowId", flowId),
        row ->
            new Asked(
                row.uuid("entity_id"),
                row.uuidOrNull("contact_id"),
                row.flag("has_ended"),
                row.flag("is_unbegun")));
  }

  private record Asked(
      UUID entityId, @Nullable UUID contactId, boolean hasEnded, boolean isUnbegun) {}
}
