package dev.stitch.store.campaign;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * What an answer does to enrollments, as their templates say it. A run whose enrollment it ends is
 * cancelled by whoever looks for unwanted runs, and sends nothing from the moment of the commit.
 */
@Singleton
public class EnrollmentReplies {

  private final Database database;

  EnrollmentReplies(Database database) {
    this.database = database;
  }

  /**
   * Ends the enrollment of whoever has answered a template's mail, unless its {@code stopOnReply}
   * is false; and all enrollments of the same person when it is {@code "all"}.
   *
   * @param runId the run that the mail was of; one of no template ends nothing
   * @return how many it ended
   */
  public int replied(UUID runId, UUID contactId) {
    return database.update(
        Sql.of(
                """
                UPDATE workflow_enrollments e
                SET status = 'replied', ended_why = 'reply', completed_at = now(), waiting_on = '[]'
                FROM workflow_runs r JOIN workflow_templates t ON t.id = r.template_id
                WHERE r.id = :runId AND e.contact_id = :contactId
                  AND e.status IN ('pending', 'active', 'paused')
                  AND CASE coalesce(t.config ->> 'stopOnReply', 'true')
                      WHEN 'all' THEN true
                      WHEN 'true' THEN e.template_id = t.id
                      ELSE false END
                """)
            .with("runId", runId)
            .with("contactId", contactId));
  }

  /**
   * Ends the enrollments of others at the same company in the template whose mail was answered,
   * when its {@code sameCompany} is {@code "stop"}.
   *
   * @param domain of the address that the mail went to, in lower case
   * @return how many it ended
   */
  public int colleaguesStop(UUID runId, UUID contactId, String domain) {
    return database.update(
        Sql.of(
                """
                UPDATE workflow_enrollments e
                SET status = 'removed', ended_why = 'same_company', completed_at = now(),
                    waiting_on = '[]'
                FROM workflow_runs r JOIN workflow_templates t ON t.id = r.template_id, contacts c
                WHERE r.id = :runId AND t.config ->> 'sameCompany' = 'stop'
                  AND e.template_id = t.id AND e.contact_id <> :contactId AND c.id = e.contact_id
                  AND e.status IN ('pending', 'active', 'paused')
                  AND split_part(c.email, '@', -1) = :domain
                """)
            .with("runId", runId)
            .with("contactId", contactId)
            .with("domain", domain));
  }

  /**
   * Has those others wait, when the template's {@code sameCompany} is {@code "delay"}.
   *
   * @return how many wait
   */
  public int colleaguesWait(UUID runId, UUID contactId, String domain, Duration delay) {
    return database.update(
        Sql.of(
                """
                INSERT INTO contact_holds (contact_id, reason, until)
                SELECT c.id, 'same_company', now() + make_interval(secs => :seconds)
                FROM workflow_runs r JOIN workflow_templates t ON t.id = r.template_id
                JOIN workflow_enrollments e ON e.template_id = t.id
                JOIN contacts c ON c.id = e.contact_id
                WHERE r.id = :runId AND t.config ->> 'sameCompany' = 'delay'
                  AND e.contact_id <> :contactId AND e.status IN ('pending', 'active', 'paused')
                  AND split_part(c.email, '@', -1) = :domain
                ON CONFLICT (contact_id, reason) DO UPDATE
                SET until = greatest(contact_holds.until, excluded.until)
                """)
            .with("runId", runId)
            .with("contactId", contactId)
            .with("domain", domain)
            .with("seconds", delay.toSeconds()));
  }
}
