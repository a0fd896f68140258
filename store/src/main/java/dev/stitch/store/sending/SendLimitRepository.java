package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code send_limits}. */
@Singleton
public class SendLimitRepository {

  private static final String COLUMNS =
      "l.mailbox, a.name AS connection_name, l.per_hour, l.per_day, l.spacing_seconds,"
          + " l.updated_by, l.updated_at, slots.*";

  /** With what has left and what waits, of runs that still go on. */
  private static final String TABLES =
      """
      send_limits l
      LEFT JOIN platform_accounts a ON a.id = l.connection_id
      CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE s.released AND s.slot_at > now() - interval '1 hour')
                     AS sent_last_hour,
                 count(*) FILTER (WHERE s.released AND s.slot_at > now() - interval '1 day')
                     AS sent_last_day,
                 count(*) FILTER (WHERE NOT s.released AND r.completed_at IS NULL) AS waiting,
                 min(s.slot_at) FILTER (WHERE NOT s.released AND r.completed_at IS NULL) AS next_at
          FROM send_slots s LEFT JOIN workflow_runs r ON r.id = s.run_id
          WHERE s.mailbox = l.mailbox OR l.mailbox = 'all') slots
      """;

  private static final Listing<SendLimit> LISTING =
      new Listing<>(
          COLUMNS,
          TABLES,
          Map.of("mailbox", "l.mailbox", "updatedAt", "l.updated_at", "waiting", "slots.waiting"),
          "mailbox",
          "l.mailbox",
          SendLimit::of);

  private final Database database;

  public SendLimitRepository(Database database) {
    this.database = database;
  }

  public Page<SendLimit> page(PageRequest page) {
    return LISTING.page(
        database, new Filter().containing(page.text(), "l.mailbox", "a.name"), page);
  }

  public Optional<SendLimit> find(String mailbox) {
    return database.first(
        "SELECT " + COLUMNS + " FROM " + TABLES + " WHERE l.mailbox = ?", SendLimit::of, mailbox);
  }

  /**
   * Sets the limit of a mailbox. What left it within the last day counts from the start.
   *
   * @param connectionId the stored mail server that the mailbox is; null for the others
   */
  public void put(String mailbox, @Nullable UUID connectionId, SendRate rate, String actor) {
    database.transaction(
        () -> {
          database.update(
              """
              INSERT INTO send_limits
                  (mailbox, connection_id, per_hour, per_day, spacing_seconds, updated_by)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT (mailbox) DO UPDATE SET
                  per_hour = EXCLUDED.per_hour, per_day = EXCLUDED.per_day,
                  spacing_seconds = EXCLUDED.spacing_seconds,
                  updated_by = EXCLUDED.updated_by, updated_at = now()
              """,
              mailbox,
              connectionId,
              rate.perHour(),
              rate.perDay(),
              rate.spacingSeconds(),
              actor);
          countWhatLeft();
        });
  }

  /** Answers whether there was one. */
  public boolean remove(String mailbox) {
    return database.update("DELETE FROM send_limits WHERE mailbox = ?", mailbox) > 0;
  }

  private void countWhatLeft() {
    database.update(
        """
        INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released)
        SELECT m.effect_key, coalesce(a.id::text, m.mailbox), m.run_id, m.sent_at, true
        FROM email_messages m
        LEFT JOIN platform_accounts a ON a.toolkit = 'smtp' AND a.name = m.mailbox
        WHERE m.direction = 'outbound' AND m.effect_key IS NOT NULL
            AND m.sent_at > now() - interval '1 day'
        ORDER BY m.effect_key
        ON CONFLICT (effect_key) DO NOTHING
        """);
  }
}
