package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;

/** Limits of mailboxes in pages. */
@Singleton
public class SendLimitListing {

  static final String COLUMNS =
      "l.mailbox, a.name AS connection_name, l.per_hour, l.per_day, l.spacing_seconds,"
          + " l.updated_by, l.updated_at, slots.*";

  /** With what has left and what waits, of runs that still go on. */
  static final String TABLES =
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
          row -> row.as(SendLimit.class));

  private final Database database;

  SendLimitListing(Database database) {
    this.database = database;
  }

  public Page<SendLimit> page(PageRequest page) {
    return LISTING.page(
        database, new Filter().containing(page.text(), "l.mailbox", "a.name"), page);
  }
}
