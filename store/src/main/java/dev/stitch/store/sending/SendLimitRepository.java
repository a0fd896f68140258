package dev.stitch.store.sending;

import dev.stitch.store.RowRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code send_limits}, row by row. */
@RowRepository
public interface SendLimitRepository extends GenericRepository<SendLimit, String> {

  @Query(
      "SELECT "
          + SendLimitListing.COLUMNS
          + " FROM "
          + SendLimitListing.TABLES
          + " WHERE l.mailbox = :mailbox")
  Optional<SendLimit> find(String mailbox);

  /**
   * Sets the limit of a mailbox. What left it within the last day counts from the start.
   *
   * @param connectionId the stored mail server that the mailbox is; null for the others
   */
  default void put(String mailbox, @Nullable UUID connectionId, SendRate rate, String actor) {
    put(mailbox, connectionId, rate.perHour(), rate.perDay(), rate.spacingSeconds(), actor);
  }

  /** As the other; one statement, since a limit without what has left would let too much leave. */
  @Query(
      """
      WITH counted AS (
          INSERT INTO send_slots (effect_key, mailbox, run_id, slot_at, released)
          SELECT m.effect_key, coalesce(a.id::text, m.mailbox), m.run_id, m.sent_at, true
          FROM email_messages m
          LEFT JOIN platform_accounts a ON a.toolkit = 'smtp' AND a.name = m.mailbox
          WHERE m.direction = 'outbound' AND m.effect_key IS NOT NULL
              AND m.sent_at > now() - interval '1 day'
          ORDER BY m.effect_key
          ON CONFLICT (effect_key) DO NOTHING)
      INSERT INTO send_limits
          (mailbox, connection_id, per_hour, per_day, spacing_seconds, updated_by)
      VALUES (:mailbox, :connectionId, :perHour, :perDay, :spacingSeconds, :actor)
      ON CONFLICT (mailbox) DO UPDATE SET
          per_hour = EXCLUDED.per_hour, per_day = EXCLUDED.per_day,
          spacing_seconds = EXCLUDED.spacing_seconds,
          updated_by = EXCLUDED.updated_by, updated_at = now()
      """)
  void put(
      String mailbox,
      @Nullable UUID connectionId,
      @Nullable Integer perHour,
      @Nullable Integer perDay,
      @Nullable Integer spacingSeconds,
      String actor);

  /** Lifts a limit; false when there was none. */
  default boolean remove(String mailbox) {
    return delete(mailbox) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM send_limits WHERE mailbox = :mailbox")
  int delete(String mailbox);
}
