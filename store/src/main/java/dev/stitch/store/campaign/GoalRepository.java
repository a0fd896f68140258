package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Who has reached the goals of templates. An enrollment reaches its goal once: while it lives, and
 * as long after its end as the goal's window is; when the contact has been enrolled in the template
 * anew, only the newest does. The last mail that the enrollment sent within the window is given the
 * credit.
 */
@Singleton
public class GoalRepository {

  /** An enrollment {@code e} of a template {@code t} that may still reach its goal. */
  private static final String OPEN =
      """
      e.began_at IS NOT NULL
      AND (e.completed_at IS NULL OR e.completed_at + make_interval(secs => t.goal_seconds) > now())
      AND NOT EXISTS (SELECT 1 FROM enrollment_goals g WHERE g.enrollment_id = e.id)
      AND NOT EXISTS (SELECT 1 FROM workflow_enrollments n
                      WHERE n.template_id = e.template_id AND n.contact_id = e.contact_id
                        AND n.began_at > e.began_at)
      """;

  private static final String REACH =
      """
      WITH met AS MATERIALIZED (
          SELECT e.id, e.template_id, e.contact_id, e.began_at, e.completed_at, t.goal_event,
                 t.goal_seconds, t.goal_exit, %s AS at
          FROM workflow_enrollments e JOIN workflow_templates t ON t.id = e.template_id %s
          WHERE %s ORDER BY e.id FOR UPDATE OF e),
      reached AS (
          INSERT INTO enrollment_goals (enrollment_id, event, message_id, node_id, variant, reached_at)
          SELECT o.id, o.goal_event, m.message_id, m.node_id, m.variant, o.at
          FROM met o LEFT JOIN LATERAL (
              SELECT m.message_id, m.node_id, m.variant
              FROM email_messages m JOIN workflow_runs r ON r.id = m.run_id
              JOIN effects f ON f.key = m.effect_key AND f.state NOT IN ('intended', 'failed')
              WHERE m.contact_id = o.contact_id AND m.direction = 'outbound'
                AND r.template_id = o.template_id
                AND m.sent_at BETWEEN o.began_at AND least(o.completed_at, o.at)
                AND m.sent_at > o.at - make_interval(secs => o.goal_seconds)
              ORDER BY m.sent_at DESC, m.id DESC LIMIT 1) m ON true
          ON CONFLICT (enrollment_id) DO NOTHING
          RETURNING enrollment_id)
      UPDATE workflow_enrollments e
      SET status = 'completed', ended_why = 'goal', completed_at = now(), waiting_on = '[]'
      FROM met o JOIN reached ON reached.enrollment_id = o.id
      WHERE e.id = o.id AND o.goal_exit AND e.status IN ('pending', 'active', 'paused')
      """;

  private static final String BY_EVENT =
      REACH.formatted(
          "now()", "", "e.contact_id = :contactId AND t.goal_event = :event AND " + OPEN);

  private static final String BY_ANSWER =
      REACH.formatted(
          "a.at",
          "JOIN unnest(:ids, :moments) AS a (id, at) ON a.id = e.id",
          "t.goal_when IS NOT NULL AND " + OPEN);

  private final Database database;

  GoalRepository(Database database) {
    this.database = database;
  }

  /**
   * Something has happened to a contact: has the contact's enrollments reach their goal whose
   * templates have this event as one. A run whose enrollment that ends is cancelled by whoever
   * looks for unwanted runs.
   */
  public void happened(UUID contactId, String event) {
    database.update(Sql.of(BY_EVENT).with("contactId", contactId).with("event", event));
  }

  /** An enrollment for whose contact the goal's expression holds, and since when. */
  public record Met(UUID enrollmentId, Instant at) {}

  /** Has enrollments reach their goal for whose contacts its expression holds. */
  public void reached(List<Met> met) {
    if (!met.isEmpty()) {
      database.update(
          Sql.of(BY_ANSWER)
              .with("ids", SqlArray.uuids(met.stream().map(Met::enrollmentId).toList()))
              .with("moments", SqlArray.instants(met.stream().map(Met::at).toList())));
    }
  }

  /**
   * What is to be asked about an enrollment's contact.
   *
   * @param when CEL
   */
  public record Question(UUID templateId, UUID enrollmentId, UUID contactId, String when) {

    private static Question of(Row row) throws SQLException {
      return new Question(
          row.uuid("template_id"), row.uuid("id"), row.uuid("contact_id"), row.text("goal_when"));
    }
  }

  private static final String QUESTION =
      """
      SELECT e.template_id, e.id, e.contact_id, t.goal_when
      FROM workflow_templates t JOIN workflow_enrollments e ON e.template_id = t.id
      WHERE t.goal_when IS NOT NULL AND
      """
          + OPEN;

  /** What is to be asked about these contacts. */
  public List<Question> questions(Collection<UUID> contactIds) {
    return database.list(
        QUESTION + " AND e.contact_id = ANY(?)", Question::of, SqlArray.uuids(contactIds));
  }

  /**
   * What is to be asked about everybody, by template and enrollment.
   *
   * @param after the last one that was asked; null to begin
   */
  public List<Question> questions(@Nullable Question after, int limit) {
    return database.list(
        QUESTION + " AND (e.template_id, e.id) > (?, ?) ORDER BY e.template_id, e.id LIMIT ?",
        Question::of,
        after == null ? new UUID(0, 0) : after.templateId(),
        after == null ? new UUID(0, 0) : after.enrollmentId(),
        limit);
  }

  /** How many enrollments of a template have begun, and of those have reached its goal. */
  public record Reached(long begun, long reached, long credited) {}

  /**
   * As {@link Reached}.
   *
   * @param templateId of the template
   */
  public Reached count(UUID templateId) {
    return database
        .first(
            """
            SELECT count(*) AS begun, count(g.enrollment_id) AS reached, count(g.message_id) AS credited
            FROM workflow_enrollments e LEFT JOIN enrollment_goals g ON g.enrollment_id = e.id
            WHERE e.template_id = ? AND e.began_at IS NOT NULL
            """,
            row ->
                new Reached(
                    row.longNumber("begun"), row.longNumber("reached"), row.longNumber("credited")),
            templateId)
        .orElseThrow();
  }
}
