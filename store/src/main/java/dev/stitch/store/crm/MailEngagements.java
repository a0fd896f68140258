package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Platform;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Writes the mails that a mailbox tells of, a page at a time. */
@Singleton
public class MailEngagements {

  private final Database database;

  MailEngagements(Database database) {
    this.database = database;
  }

  /**
   * Adds mails that are not known yet, in one statement and in the caller's transaction. Contacts
   * that were deleted meanwhile are left out.
   *
   * @param runId the run that has read of them
   * @return the keys of those that were added
   */
  public Set<String> add(Platform platform, List<MailEngagement> mails, UUID runId) {
    if (mails.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database.list(
            Sql.of(
                    """
                    INSERT INTO engagements (id, contact_id, type, direction, status, platform,
                        platform_engagement_id, workflow_run_id, text, occurred_at, metadata)
                    SELECT m.id, c.id, 'message', m.direction, 'done', :platform, m.key,
                        (SELECT r.id FROM workflow_runs r WHERE r.id = :run), m.subject, m.occurred_at, m.metadata
                    FROM unnest(:ids, :contacts, :directions, :keys, :subjects, :times, :metadata)
                        AS m (id, contact_id, direction, key, subject, occurred_at, metadata)
                    JOIN contacts c ON c.id = m.contact_id
                    -- ordered, so that two mailboxes that meet wait for each other in one direction only
                    ORDER BY m.key
                    ON CONFLICT (platform, platform_engagement_id) DO NOTHING
                    RETURNING platform_engagement_id
                    """)
                .with("platform", platform)
                .with("run", runId)
                .with("ids", SqlArray.uuids(each(mails, mail -> Ids.next())))
                .with("contacts", SqlArray.uuids(each(mails, MailEngagement::contactId)))
                .with(
                    "directions",
                    SqlArray.texts(
                        each(mails, mail -> mail.direction().name().toLowerCase(Locale.ROOT))))
                .with("keys", SqlArray.texts(each(mails, MailEngagement::key)))
                .with("subjects", SqlArray.texts(each(mails, MailEngagement::subject)))
                .with("times", SqlArray.instants(each(mails, MailEngagement::occurredAt)))
                .with(
                    "metadata",
                    SqlArray.jsonbs(
                        MailEngagements.<JsonNode>each(mails, MailEngagement::metadata))),
            row -> row.text("platform_engagement_id")));
  }

  private static <T> List<T> each(
      List<MailEngagement> mails, Function<MailEngagement, @Nullable T> column) {
    List<T> values = new ArrayList<>();
    mails.forEach(mail -> values.add(column.apply(mail)));
    return values;
  }
}
