package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Decides which contacts enter a flow: one statement judges and inserts, and the partial unique
 * index {@code entities_one_live} has the last word, however many requests come at once.
 */
@Singleton
public class EntityAdmission {

  /** How many skipped contacts are told; the rest are only counted. */
  public static final int TOLD = 100;

  private static final String JUDGE_AND_INSERT =
      """
      WITH wanted AS (%s),
      judged AS (
          SELECT w.contact_id,
                 CASE WHEN c.id IS NULL THEN 'not_found'
                      WHEN c.status = 'archived' THEN 'archived'
                      WHEN c.unsubscribed_at IS NOT NULL THEN 'unsubscribed'
                 END AS reason
          FROM wanted w LEFT JOIN contacts c ON c.id = w.contact_id),
      -- ordered, so that two seedings that meet wait for each other in one direction only
      fresh AS (
          SELECT uuid_v7() AS id, contact_id FROM judged WHERE reason IS NULL ORDER BY contact_id),
      admitted AS (
          INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, start_node_id,
                                reentry, workflow_id, metadata, source, bulk_operation_id)
          SELECT id, contact_id, ?, ?, ?, ?, ?, ? || id, ?, ?, ? FROM fresh
          ON CONFLICT (flow_id, contact_id)
              WHERE NOT reentry AND status NOT IN ('completed', 'exited', 'cancelled')
              DO NOTHING
          RETURNING id, contact_id)
      SELECT NULL AS contact_id, (SELECT min(id::text) FROM admitted)::uuid AS entity_id,
             NULL AS reason, (SELECT count(*) FROM admitted) AS rows
      UNION ALL
      (SELECT j.contact_id, NULL, coalesce(j.reason, 'already_in_journey'), count(*) OVER ()
       FROM judged j LEFT JOIN admitted a USING (contact_id)
       WHERE a.id IS NULL
       LIMIT ?)
      """;

  private final Database database;

  EntityAdmission(Database database) {
    this.database = database;
  }

  /**
   * What was decided.
   *
   * @param firstId one of those admitted, or null when none was
   * @param skipped the first {@value #TOLD} of those not admitted
   */
  public record Decision(
      long admitted, @Nullable UUID firstId, long skippedCount, List<SkippedContact> skipped) {
    public Decision {
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * Admits contacts by id; a contact that is named twice is one.
   *
   * @param workflowIdPrefix what goes before the entity's id in its workflow's id
   */
  public Decision admit(
      NewEntities entities, String workflowIdPrefix, Collection<UUID> contactIds) {
    return decide(
        entities,
        workflowIdPrefix,
        "SELECT DISTINCT contact_id FROM unnest(?) AS ids (contact_id)",
        List.of(SqlArray.uuids(contactIds)));
  }

  /** Admits the contacts that a filter over the table {@code contacts c} finds. */
  public Decision admit(NewEntities entities, String workflowIdPrefix, Filter contacts) {
    return decide(
        entities,
        workflowIdPrefix,
        "SELECT c.id AS contact_id FROM contacts c" + contacts.where(),
        contacts.parameters());
  }

  private Decision decide(
      NewEntities entities, String workflowIdPrefix, String wanted, List<?> parameters) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(
        Arrays.asList(
            entities.flowId(),
            entities.flowVersion(),
            entities.planHash(),
            entities.startNodeId(),
            entities.reentry(),
            workflowIdPrefix,
            entities.metadata(),
            entities.source(),
            entities.bulkOperationId(),
            TOLD));
    List<Judged> judged =
        database.list(
            JUDGE_AND_INSERT.formatted(wanted),
            row ->
                new Judged(
                    row.uuidOrNull("contact_id"),
                    row.uuidOrNull("entity_id"),
                    row.textOrNull("reason"),
                    row.longNumber("rows")),
            all.toArray());
    List<Judged> skipped = judged.stream().filter(row -> row.reason() != null).toList();
    Judged admitted = judged.stream().filter(row -> row.reason() == null).findFirst().orElseThrow();
    return new Decision(
        admitted.rows(),
        admitted.entityId(),
        skipped.isEmpty() ? 0 : skipped.getFirst().rows(),
        skipped.stream()
            .map(row -> new SkippedContact(row.contactId(), null, row.reason()))
            .toList());
  }

  private record Judged(
      @Nullable UUID contactId, @Nullable UUID entityId, @Nullable String reason, long rows) {}

  /**
   * What became of entities that were asked for again.
   *
   * @param taken those that an operation now starts: accepted earlier, but never begun
   * @param ended contacts of those that have ended, and so may enter anew
   * @param skipped those that live, or do not exist in the flow
   */
  public record Readmission(List<UUID> taken, List<UUID> ended, List<SkippedContact> skipped) {
    public Readmission {
      taken = List.copyOf(taken);
      ended = List.copyOf(ended);
      skipped = List.copyOf(skipped);
    }
  }

  /** Gives the entities among these that never began to an operation that starts them. */
  public Readmission readmit(UUID flowId, UUID bulkOperationId, Collection<UUID> entityIds) {
    List<UUID> taken =
        database.list(
            """
            UPDATE entities SET bulk_operation_id = ?, updated_at = now()
            WHERE id = ANY (?) AND flow_id = ? AND started_at IS NULL AND ended_at IS NULL
            RETURNING id
            """,
            row -> row.uuid("id"),
            bulkOperationId,
            SqlArray.uuids(entityIds),
            flowId);
    List<UUID> ended = new ArrayList<>();
    List<SkippedContact> skipped = new ArrayList<>();
    for (Asked asked : asked(flowId, entityIds)) {
      if (asked.ended()) {
        ended.add(asked.contactId());
      } else if (!taken.contains(asked.entityId())) {
        String reason = asked.contactId() == null ? "not_found" : "already_in_journey";
        skipped.add(new SkippedContact(asked.contactId(), asked.entityId(), reason));
      }
    }
    return new Readmission(taken, ended, skipped);
  }

  private List<Asked> asked(UUID flowId, Collection<UUID> entityIds) {
    return database.list(
        """
        SELECT w.entity_id, e.contact_id, e.ended_at IS NOT NULL AS ended
        FROM (SELECT DISTINCT entity_id FROM unnest(?) AS ids (entity_id)) w
        LEFT JOIN entities e ON e.id = w.entity_id AND e.flow_id = ?
        """,
        row -> new Asked(row.uuid("entity_id"), row.uuidOrNull("contact_id"), row.flag("ended")),
        SqlArray.uuids(entityIds),
        flowId);
  }

  private record Asked(UUID entityId, @Nullable UUID contactId, boolean ended) {}
}
