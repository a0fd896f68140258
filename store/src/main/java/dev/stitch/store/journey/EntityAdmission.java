package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.flow.FlowRemovedException;
import dev.stitch.store.flow.FlowRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
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

  /** For one statement over as many contacts as there are. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String JUDGE_AND_INSERT =
      """
      WITH %s,
      -- ordered, so that two seedings that meet wait for each other in one direction only
      fresh AS (
          SELECT uuid_v7() AS id, contact_id FROM judged WHERE reason IS NULL ORDER BY contact_id),
      admitted AS (
          INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, start_node_id,
                                reentry, workflow_id, metadata, source, bulk_operation_id)
          SELECT id, contact_id, :flowId, :flowVersion, :planHash, :startNodeId, :reentry,
                 :workflowIdPrefix || id, :metadata, :source, :bulkOperationId
          FROM fresh
          ON CONFLICT (flow_id, contact_id)
              WHERE NOT reentry AND status NOT IN ('completed', 'exited', 'cancelled')
              DO NOTHING
          RETURNING id, contact_id)
      SELECT NULL AS contact_id, (SELECT min(id::text) FROM admitted)::uuid AS entity_id,
             NULL AS reason, (SELECT count(*) FROM admitted) AS rows
      UNION ALL
      (SELECT j.contact_id, j.entity_id, coalesce(j.reason, 'already_in_journey'),
              count(*) OVER ()
       FROM judged j LEFT JOIN admitted a USING (contact_id)
       WHERE a.id IS NULL
       ORDER BY j.contact_id LIMIT :told)
      """;

  private final Database database;
  private final FlowRepository flows;

  EntityAdmission(Database database, FlowRepository flows) {
    this.database = database;
    this.flows = flows;
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
   * Admits those of the candidates that nothing keeps out. Until the transaction ends nobody
   * removes the flow or any of these contacts: whoever tries waits, and finds the entities then.
   *
   * @param workflowIdPrefix what goes before the entity's id in its workflow's id
   * @throws FlowRemovedException when the flow was removed since the caller found it
   */
  public Decision admit(NewEntities entities, String workflowIdPrefix, Candidates candidates) {
    return database.transaction(
        () -> {
          if (!flows.hold(entities.flowId())) {
            throw new FlowRemovedException(entities.flowId());
          }
          return judgeAndInsert(entities, workflowIdPrefix, candidates);
        });
  }

  private Decision judgeAndInsert(
      NewEntities entities, String workflowIdPrefix, Candidates candidates) {
    List<Judged> judged =
        database.patiently(
            LONGEST,
            () ->
                database.list(
                    Sql.of(JUDGE_AND_INSERT.formatted(candidates.judgedAndHeld()))
                        .with(candidates.parameters())
                        .with("flowId", entities.flowId())
                        .with("flowVersion", entities.flowVersion())
                        .with("planHash", entities.planHash())
                        .with("startNodeId", entities.startNodeId())
                        .with("reentry", entities.reentry())
                        .with("workflowIdPrefix", workflowIdPrefix)
                        .with("metadata", entities.metadata())
                        .with("source", entities.source())
                        .with("bulkOperationId", entities.bulkOperationId())
                        .with("told", TOLD),
                    row ->
                        new Judged(
                            row.uuidOrNull("contact_id"),
                            row.uuidOrNull("entity_id"),
                            row.textOrNull("reason"),
                            row.longNumber("rows"))));
    List<Judged> skipped = judged.stream().filter(row -> row.reason() != null).toList();
    Judged admitted = judged.stream().filter(row -> row.reason() == null).findFirst().orElseThrow();
    return new Decision(
        admitted.rows(),
        admitted.entityId(),
        skipped.isEmpty() ? 0 : skipped.getFirst().rows(),
        skipped.stream()
            .map(row -> new SkippedContact(row.contactId(), row.entityId(), row.reason()))
            .toList());
  }

  private record Judged(
      @Nullable UUID contactId, @Nullable UUID entityId, @Nullable String reason, long rows) {}
}
