package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code send_limits}. */
@Singleton
public class SendLimitRepository {

  /** Columns of a {@link SendRate}, with the days of its ramp-up. */
  private static final String RATE =
      """
      l.mailbox, l.per_hour, l.per_day, l.spacing_seconds, l.spacing_max_seconds,
      l.domain_per_hour, l.domain_per_day, l.ramp_start, l.ramp_increment, l.ramp_percent,
      l.ramp_max,
      l.ramp_days + (l.ramp_day < (now() AT TIME ZONE 'UTC')::date)::int AS sending_days
      """;

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
          RATE + ", a.name AS connection_name, l.updated_by, l.updated_at, slots.*",
          TABLES,
          Map.of("mailbox", "l.mailbox", "updatedAt", "l.updated_at", "waiting", "slots.waiting"),
          "mailbox",
          "l.mailbox",
          SendLimitRepository::limit);

  private final Database database;

  SendLimitRepository(Database database) {
    this.database = database;
  }

  public Page<SendLimit> page(PageRequest page) {
    return LISTING.page(
        database, new Filter().containing(page.text(), "l.mailbox", "a.name"), page);
  }

  public Optional<SendLimit> find(String mailbox) {
    return database.first(
        "SELECT " + LISTING.columns() + " FROM " + TABLES + " WHERE l.mailbox = ?",
        SendLimitRepository::limit,
        mailbox);
  }

  /** A rate as it holds for a mail. {@code sendingDays} is as in {@link SendLimit}. */
  public record Applied(String mailbox, SendRate rate, int sendingDays) {}

  /** The limits of a mailbox: its own, and that of all mailboxes together. */
  public List<Applied> applying(String mailbox) {
    return database.list(
        "SELECT " + RATE + " FROM send_limits l WHERE l.mailbox IN (?, 'all')",
        row -> new Applied(row.text("mailbox"), rate(row), sendingDays(row)),
        mailbox);
  }

  /**
   * Sets the limit of a mailbox. What left it within the last day counts from the start; days on
   * which it has sent go on counting while it is ramped up.
   *
   * @param connectionId the stored mail server that the mailbox is; null for the others
   */
  public void put(String mailbox, @Nullable UUID connectionId, SendRate rate, String actor) {
    SendRate.Domain domain = rate.perDomain();
    SendRate.Ramp ramp = rate.rampUp();
    // One transaction, since a limit without what has left would let too much leave.
    database.transaction(
        () -> {
          LeftMails.count(database, 1);
          database.update(
              Sql.of(
                      """
                      INSERT INTO send_limits AS l
                          (mailbox, connection_id, per_hour, per_day, spacing_seconds,
                           spacing_max_seconds, domain_per_hour, domain_per_day, ramp_start,
                           ramp_increment, ramp_percent, ramp_max, updated_by)
                      VALUES (:mailbox, :connectionId, :perHour, :perDay, :spacing,
                           :spacingMax, :domainPerHour, :domainPerDay, :rampStart,
                           :rampIncrement, :rampPercent, :rampMax, :actor)
                      ON CONFLICT (mailbox) DO UPDATE SET
                          per_hour = EXCLUDED.per_hour, per_day = EXCLUDED.per_day,
                          spacing_seconds = EXCLUDED.spacing_seconds,
                          spacing_max_seconds = EXCLUDED.spacing_max_seconds,
                          domain_per_hour = EXCLUDED.domain_per_hour,
                          domain_per_day = EXCLUDED.domain_per_day,
                          ramp_start = EXCLUDED.ramp_start,
                          ramp_increment = EXCLUDED.ramp_increment,
                          ramp_percent = EXCLUDED.ramp_percent, ramp_max = EXCLUDED.ramp_max,
                          ramp_days = CASE WHEN l.ramp_start IS NULL THEN 0 ELSE l.ramp_days END,
                          ramp_day = CASE WHEN l.ramp_start IS NULL THEN NULL ELSE l.ramp_day END,
                          updated_by = EXCLUDED.updated_by, updated_at = now()
                      """)
                  .with("mailbox", mailbox)
                  .with("connectionId", connectionId)
                  .with("perHour", rate.perHour())
                  .with("perDay", rate.perDay())
                  .with("spacing", rate.spacingSeconds())
                  .with("spacingMax", rate.spacingMaxSeconds())
                  .with("domainPerHour", domain == null ? null : domain.perHour())
                  .with("domainPerDay", domain == null ? null : domain.perDay())
                  .with("rampStart", ramp == null ? null : ramp.start())
                  .with("rampIncrement", ramp == null ? null : ramp.increment())
                  .with("rampPercent", ramp == null ? null : ramp.percent())
                  .with("rampMax", ramp == null ? null : ramp.max())
                  .with("actor", actor));
          HeldMailRepository.wake(database, mailbox);
        });
  }

  /** Lifts a limit; false when there was none. */
  public boolean remove(String mailbox) {
    return database.transaction(
        () -> {
          boolean removed =
              database.update("DELETE FROM send_limits WHERE mailbox = ?", mailbox) > 0;
          HeldMailRepository.wake(database, mailbox);
          return removed;
        });
  }

  private static SendLimit limit(Row row) throws SQLException {
    SendRate rate = rate(row);
    return new SendLimit(
        row.text("mailbox"),
        row.textOrNull("connection_name"),
        rate.perHour(),
        rate.perDay(),
        rate.spacingSeconds(),
        rate.spacingMaxSeconds(),
        rate.perDomain(),
        rate.rampUp(),
        sendingDays(row),
        row.longNumber("sent_last_hour"),
        row.longNumber("sent_last_day"),
        row.longNumber("waiting"),
        row.instant("next_at"),
        row.text("updated_by"),
        row.instant("updated_at"));
  }

  private static SendRate rate(Row row) throws SQLException {
    Integer domainPerHour = row.numberOrNull("domain_per_hour");
    Integer domainPerDay = row.numberOrNull("domain_per_day");
    return new SendRate(
        row.numberOrNull("per_hour"),
        row.numberOrNull("per_day"),
        row.numberOrNull("spacing_seconds"),
        row.numberOrNull("spacing_max_seconds"),
        domainPerHour == null && domainPerDay == null
            ? null
            : new SendRate.Domain(domainPerHour, domainPerDay),
        row.numberOrNull("ramp_start") == null
            ? null
            : new SendRate.Ramp(
                row.number("ramp_start"),
                row.number("ramp_increment"),
                row.flag("ramp_percent"),
                row.number("ramp_max")));
  }

  /** Null where it has not sent yet. */
  private static int sendingDays(Row row) throws SQLException {
    Integer days = row.numberOrNull("sending_days");
    return days == null ? 0 : days;
  }
}
