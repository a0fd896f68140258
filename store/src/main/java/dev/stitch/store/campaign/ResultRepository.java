package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What became of the mail of a template. */
@Singleton
public class ResultRepository {

  private final Database database;

  ResultRepository(Database database) {
    this.database = database;
  }

  /**
   * The mail of one node, or of one of its variants.
   *
   * @param variant its name, or null where the step has none
   * @param bounced mails that came back for good
   * @param clicked mails of which somebody clicked a link, where clicks are counted
   * @param unsubscribed people who unsubscribed by the link of such a mail
   * @param goals enrollments that reached the goal, with such a mail as the last one before
   */
  public record MailCounts(
      String nodeId,
      @Nullable String variant,
      long sent,
      long bounced,
      long replied,
      long complained,
      long clicked,
      long unsubscribed,
      long goals) {

    private static MailCounts of(Row row) throws SQLException {
      return new MailCounts(
          row.text("node_id"),
          row.textOrNull("variant"),
          row.longNumber("sent"),
          row.longNumber("bounced"),
          row.longNumber("replied"),
          row.longNumber("complained"),
          row.longNumber("clicked"),
          row.longNumber("unsubscribed"),
          row.longNumber("goals"));
    }
  }

  /** The mail of all runs of a template, retries included, by node and variant. */
  public List<MailCounts> mails(UUID templateId) {
    return database.list(
        """
        SELECT m.node_id, m.variant, count(*) AS sent,
               count(*) FILTER (WHERE o.bounced) AS bounced,
               count(*) FILTER (WHERE o.replied) AS replied,
               count(*) FILTER (WHERE o.complained) AS complained,
               count(*) FILTER (WHERE EXISTS (
                   SELECT 1 FROM tracked_links l JOIN mail_clicks c ON c.tracked_links_id = l.id
                   WHERE l.message_id = m.message_id)) AS clicked,
               count(*) FILTER (WHERE EXISTS (
                   SELECT 1 FROM consent_changes c
                   WHERE c.message_id = m.message_id AND c.state = 'withdrawn')) AS unsubscribed,
               count(*) FILTER (WHERE EXISTS (
                   SELECT 1 FROM enrollment_goals g WHERE g.message_id = m.message_id)) AS goals
        FROM workflow_runs r
        JOIN email_messages m ON m.run_id = r.id AND m.direction = 'outbound'
        JOIN effects e ON e.key = m.effect_key AND e.state NOT IN ('intended', 'failed')
        LEFT JOIN LATERAL (
            SELECT bool_or(outcome = 'bounced') AS bounced, bool_or(outcome = 'replied') AS replied,
                   bool_or(outcome = 'complained') AS complained
            FROM mail_outcomes WHERE message_id = m.message_id) o ON true
        WHERE r.template_id = ? AND m.node_id IS NOT NULL
        GROUP BY m.node_id, m.variant ORDER BY m.node_id, m.variant
        """,
        MailCounts::of,
        templateId);
  }

  /**
   * How many enrollments of a template have a status, and why those ended that ended early.
   *
   * @param endedWhy in a word, or null
   */
  public record EnrollmentCounts(
      EnrollmentStatus status, @Nullable String endedWhy, long enrollments) {

    private static EnrollmentCounts of(Row row) throws SQLException {
      return new EnrollmentCounts(
          row.choice("status", EnrollmentStatus.class),
          row.textOrNull("ended_why"),
          row.longNumber("enrollments"));
    }
  }

  public List<EnrollmentCounts> enrollments(UUID templateId) {
    return database.list(
        """
        SELECT status, ended_why, count(*) AS enrollments FROM workflow_enrollments
        WHERE template_id = ? GROUP BY status, ended_why ORDER BY status, ended_why
        """,
        EnrollmentCounts::of,
        templateId);
  }
}
