package dev.stitch.store.run;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells of runs whom they are for, whose answer they wait for, and which of their steps waits. */
@Singleton
public class RunPeople {

  /** Of runs that are for nobody and wait for nobody. */
  public static final Involved NOBODY = new Involved(null, null, null);

  private final Database database;

  RunPeople(Database database) {
    this.database = database;
  }

  /**
   * The contact that a run is for.
   *
   * @param name its name, else its address, or null when it has neither
   */
  public record Subject(UUID id, @Nullable String name) {}

  /**
   * What a run asks a person.
   *
   * @param assignee whose task it is; null when anybody may answer
   */
  public record Question(UUID id, String title, @Nullable String assignee) {}

  /** A step that waits. */
  public record WaitingStep(String nodeId, String stepType) {}

  /**
   * @param subject null for runs that are for nobody in particular
   * @param question the oldest that is open, null when there is none
   * @param waitingStep the first that waits, null while any goes on
   */
  public record Involved(
      @Nullable Subject subject, @Nullable Question question, @Nullable WaitingStep waitingStep) {}

  /** Who is involved in each of some runs; those that are not there are left out. */
  public Map<UUID, Involved> of(Collection<UUID> runIds) {
    return database
        .list(
            Sql.of(
                    """
                    SELECT r.id, c.id AS contact_id, coalesce(c.name, c.email) AS contact_name,
                        t.id AS task_id, t.title, t.assignee,
                        s.node_id AS waiting_node, s.step_type AS waiting_type
                    FROM workflow_runs r
                    LEFT JOIN entities e ON e.id = r.entity_id
                    LEFT JOIN LATERAL (SELECT contact_id FROM workflow_enrollments
                        WHERE workflow_run_id = r.id LIMIT 1) enrolled ON true
                    LEFT JOIN contacts c ON c.id = coalesce(e.contact_id, enrolled.contact_id,
                        (r.config -> 'workflowInput' ->> 'contactId')::uuid)
                    LEFT JOIN LATERAL (SELECT id, title, assignee FROM human_tasks
                        WHERE run_id = r.id AND state = 'open' ORDER BY created_at, id LIMIT 1) t ON true
                    LEFT JOIN LATERAL (SELECT node_id, step_type FROM workflow_steps
                        WHERE workflow_run_id = r.id AND status = 'waiting' AND node_id IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM workflow_steps
                            WHERE workflow_run_id = r.id AND status = 'running')
                        ORDER BY step_index LIMIT 1) s
                        ON r.status = 'running' AND r.workflow_type IN ('flow', 'sequence')
                    WHERE r.id = ANY(:ids)
                    """)
                .with("ids", SqlArray.uuids(runIds)),
            row ->
                Map.entry(
                    row.uuid("id"), new Involved(subject(row), question(row), waitingStep(row))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static @Nullable Subject subject(Row row) throws SQLException {
    UUID id = row.uuidOrNull("contact_id");
    return id == null ? null : new Subject(id, row.textOrNull("contact_name"));
  }

  private static @Nullable WaitingStep waitingStep(Row row) throws SQLException {
    String nodeId = row.textOrNull("waiting_node");
    return nodeId == null ? null : new WaitingStep(nodeId, row.text("waiting_type"));
  }

  private static @Nullable Question question(Row row) throws SQLException {
    UUID id = row.uuidOrNull("task_id");
    return id == null ? null : new Question(id, row.text("title"), row.textOrNull("assignee"));
  }
}
