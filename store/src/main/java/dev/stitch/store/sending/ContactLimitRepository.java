package dev.stitch.store.sending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Tables {@code contact_limits} and {@code contact_hours}. */
@Singleton
public class ContactLimitRepository {

  private final Database database;

  ContactLimitRepository(Database database) {
    this.database = database;
  }

  /** What holds now. */
  public ContactLimits get() {
    return database
        .first(
            """
            SELECT quiet_from, quiet_to, default_timezone, updated_by, updated_at,
                (SELECT jsonb_agg(jsonb_build_object('channel', channel, 'max', max_messages,
                     'seconds', period_seconds, 'period', period)
                     ORDER BY channel, period_seconds)
                 FROM contact_limits) AS limits
            FROM contact_hours
            """,
            ContactLimitRepository::limits)
        .orElseThrow();
  }

  /** Sets all of it. What was sent within the longest period counts from the start. */
  public void put(ContactLimits limits, String actor) {
    database.transaction(
        () -> {
          long longest =
              limits.limits().stream().mapToLong(it -> it.period().toDays() + 1).max().orElse(0);
          LeftMails.count(database, (int) longest);
          database.update("DELETE FROM contact_limits");
          limits.limits().forEach(this::insert);
          ContactLimits.QuietHours quiet = limits.quietHours();
          database.update(
              Sql.of(
                      """
                      UPDATE contact_hours SET quiet_from = :from, quiet_to = :to,
                          default_timezone = :zone, updated_by = :actor, updated_at = now()
                      """)
                  .with("from", quiet == null ? null : quiet.from().toString())
                  .with("to", quiet == null ? null : quiet.to().toString())
                  .with("zone", limits.defaultTimezone().getId())
                  .with("actor", actor));
          HeldMailRepository.wake(database, SendLimit.ALL);
        });
  }

  private void insert(ContactLimits.Limit limit) {
    database.update(
        Sql.of(
                """
                INSERT INTO contact_limits (channel, period_seconds, period, max_messages)
                VALUES (:channel, :seconds, :period, :max)
                """)
            .with("channel", limit.channel())
            .with("seconds", (int) limit.period().toSeconds())
            .with("period", limit.periodText())
            .with("max", limit.max()));
  }

  private static ContactLimits limits(Row row) throws SQLException {
    List<ContactLimits.Limit> limits = new ArrayList<>();
    JsonNode array = row.json("limits");
    if (array != null) {
      array.forEach(
          limit ->
              limits.add(
                  new ContactLimits.Limit(
                      limit.path("channel").textValue(),
                      limit.path("max").intValue(),
                      Duration.ofSeconds(limit.path("seconds").longValue()),
                      limit.path("period").textValue())));
    }
    String from = row.textOrNull("quiet_from");
    return new ContactLimits(
        limits,
        from == null
            ? null
            : new ContactLimits.QuietHours(
                LocalTime.parse(from), LocalTime.parse(row.text("quiet_to"))),
        ZoneId.of(row.text("default_timezone")),
        row.textOrNull("updated_by"),
        row.instant("updated_at"));
  }
}
