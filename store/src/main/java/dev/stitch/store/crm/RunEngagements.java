package dev.stitch.store.crm;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes the engagements of a run's steps, in the transaction that flushes the run. A step that is
 * flushed again writes the same row. What becomes of a human task reaches its engagement and its
 * task of the CRM by a trigger, whoever settles it.
 */
@Singleton
public class RunEngagements {

  private final Database database;

  RunEngagements(Database database) {
    this.database = database;
  }

  /**
   * An engagement as its step stands now.
   *
   * @param execution which time that the run came to the step
   * @param type one of {@link EngagementType}, in the words of the table
   * @param platform in the words of the table, or null
   * @param target what it is about, or null where this flush does not tell
   * @param text what is said, or null where this flush does not tell
   * @param performedBy who did it, or null before
   * @param platformEngagementId the platform's own id of it, or null
   * @param occurredAt when it was done, or null before
   * @param task what a person is asked to do in this flush, or null
   */
  public record StepEngagement(
      String nodeId,
      int execution,
      String type,
      @Nullable String platform,
      @Nullable String target,
      @Nullable String text,
      EngagementStatus status,
      @Nullable String performedBy,
      @Nullable String platformEngagementId,
      @Nullable Instant occurredAt,
      @Nullable StepTask task) {}

  /**
   * What a person is asked to do.
   *
   * @param humanTaskId the question that the run waits on
   * @param url where it is to be done, or null
   */
  public record StepTask(
      UUID humanTaskId,
      String title,
      @Nullable String description,
      @Nullable String url,
      @Nullable String assignee,
      @Nullable Instant dueAt) {}

  /**
   * Writes them, and the tasks of those that a person has to do; the human tasks of the flush are
   * written before. Nothing is written for a contact that was deleted.
   */
  public void write(UUID runId, @Nullable UUID contactId, List<StepEngagement> engagements) {
    if (contactId == null || engagements.isEmpty()) {
      return;
    }
    writeEngagements(runId, contactId, engagements);
    List<StepEngagement> asked = engagements.stream().filter(e -> e.task() != null).toList();
    if (!asked.isEmpty()) {
      writeTasks(runId, asked.stream().map(StepEngagement::task).toList());
    }
  }

  private void writeEngagements(UUID runId, UUID contactId, List<StepEngagement> engagements) {
    database.update(
        Sql.of(
                """
                INSERT INTO engagements AS e (id, contact_id, type, status, platform, template_id,
                    workflow_run_id, node_id, execution, target, text, performed_by, platform_engagement_id, occurred_at)
                SELECT n.id, c.id, n.type, n.status, n.platform, r.template_id, r.id, n.node_id,
                    n.execution, n.target, n.text, n.performed_by, free.platform_id, n.occurred_at
                FROM unnest(:ids, :types, :statuses, :platforms, :nodeIds, :executions, :targets, :texts, :performers, :platformIds, :times)
                        AS n (id, type, status, platform, node_id, execution, target, text, performed_by, platform_id, occurred_at)
                    JOIN workflow_runs r ON r.id = :runId
                    JOIN contacts c ON c.id = :contactId
                    -- a sync may have read the act already, and an id is of one row
                    LEFT JOIN LATERAL (
                        SELECT n.platform_id WHERE NOT EXISTS (
                            SELECT 1 FROM engagements o
                            WHERE o.platform = n.platform AND o.platform_engagement_id = n.platform_id
                              AND (o.workflow_run_id, o.node_id, o.execution)
                                  IS DISTINCT FROM (r.id, n.node_id, n.execution))) free ON true
                ON CONFLICT (workflow_run_id, node_id, execution) DO UPDATE
                SET status = excluded.status, text = coalesce(excluded.text, e.text),
                    target = coalesce(excluded.target, e.target),
                    platform_engagement_id = coalesce(excluded.platform_engagement_id, e.platform_engagement_id),
                    performed_by = excluded.performed_by, occurred_at = excluded.occurred_at,
                    updated_at = now()
                """)
            .with("runId", runId)
            .with("contactId", contactId)
            .with("ids", SqlArray.uuids(each(engagements, e -> Ids.next())))
            .with("types", SqlArray.texts(each(engagements, StepEngagement::type)))
            .with("statuses", SqlArray.texts(each(engagements, e -> e.status().word())))
            .with("platforms", SqlArray.texts(each(engagements, StepEngagement::platform)))
            .with("nodeIds", SqlArray.texts(each(engagements, StepEngagement::nodeId)))
            .with("executions", SqlArray.integers(each(engagements, StepEngagement::execution)))
            .with("targets", SqlArray.texts(each(engagements, StepEngagement::target)))
            .with("texts", SqlArray.texts(each(engagements, StepEngagement::text)))
            .with("performers", SqlArray.texts(each(engagements, StepEngagement::performedBy)))
            .with(
                "platformIds",
                SqlArray.texts(each(engagements, StepEngagement::platformEngagementId)))
            .with("times", SqlArray.instants(each(engagements, StepEngagement::occurredAt))));
  }

  /** An answer may have come in the same flush, so a task begins as its question stands. */
  private void writeTasks(UUID runId, List<StepTask> tasks) {
    database.update(
        Sql.of(
                """
                INSERT INTO tasks (id, title, description, url, status, assignee, due_at, contact_id, engagement_id,
                    related_template_id, workflow_run_id, human_task_id, created_by, closed_by, closed_at)
                SELECT n.id, left(n.title, 500), n.description, n.url, status_by_human_task(h.state, h.choice),
                    n.assignee, n.due_at, e.contact_id, e.id, e.template_id, e.workflow_run_id, h.id,
                    'sequence', h.decided_by, h.decided_at
                FROM unnest(:ids, :humanTaskIds, :titles, :descriptions, :urls, :assignees, :dueAt)
                        AS n (id, human_task_id, title, description, url, assignee, due_at)
                    JOIN human_tasks h ON h.id = n.human_task_id
                    JOIN LATERAL (
                        SELECT * FROM engagements e
                        WHERE e.workflow_run_id = :runId AND e.node_id = h.node_id
                        ORDER BY e.execution DESC LIMIT 1) e ON true
                ON CONFLICT (human_task_id) DO NOTHING
                """)
            .with("runId", runId)
            .with("ids", SqlArray.uuids(each(tasks, task -> Ids.next())))
            .with("humanTaskIds", SqlArray.uuids(each(tasks, StepTask::humanTaskId)))
            .with("titles", SqlArray.texts(each(tasks, StepTask::title)))
            .with("descriptions", SqlArray.texts(each(tasks, StepTask::description)))
            .with("urls", SqlArray.texts(each(tasks, StepTask::url)))
            .with("assignees", SqlArray.texts(each(tasks, StepTask::assignee)))
            .with("dueAt", SqlArray.instants(each(tasks, StepTask::dueAt))));
  }

  private static <R, T> List<T> each(List<R> rows, Function<R, T> column) {
    return rows.stream().<T>map(column).toList();
  }
}
