package dev.stitch.store.sending;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has left and what is to leave, as far as it counts for one mail: all that was released, and
 * the slots of those that go before it. A follow-up goes before first mails, and mails of the same
 * kind in the order of their slots.
 */
public final class SendLedger {

  /** Which other mails a limit is about. */
  public enum Scope {
    ALL("TRUE"),
    MAILBOX("mailbox = :mailbox"),
    DOMAIN("recipient_domain = :domain"),
    DOMAIN_OF_MAILBOX("mailbox = :mailbox AND recipient_domain = :domain"),
    PERSON("recipient = :recipient AND NOT transactional");

    private final String condition;

    Scope(String condition) {
      this.condition = condition;
    }
  }

  /** After so many gaps that are too narrow, a mail joins the end instead of trying more. */
  private static final int GAPS_TRIED = 12;

  /** Behind every slot: the mail has none yet. */
  static final Instant NONE_KEPT = Instant.parse("9999-01-01T00:00:00Z");

  private static final String COUNTS =
      """
      effect_key <> :key AND (released OR slot_at > :now
          AND (follow_up AND NOT :followUp OR follow_up = :followUp AND slot_at < :before))
      """;

  private final Database database;
  private final SendRequest mail;
  private final Instant now;
  private final Instant before;
  private final Duration waited;

  /**
   * @param before the slot that the mail has already: mails of the same kind with later ones do not
   *     count; {@link #NONE_KEPT} when it has none
   */
  SendLedger(Database database, SendRequest mail, Instant now, Instant before, Duration waited) {
    this.database = database;
    this.mail = mail;
    this.now = now;
    this.before = before;
    this.waited = waited;
  }

  /** How long ago the mail was first asked for. */
  public Duration waited() {
    return waited;
  }

  /**
   * The first moment at or after {@code earliest} at which the mail makes no stretch of such a
   * length hold more than so many mails; of a long queue, the end.
   */
  public Instant room(Scope scope, int mails, Duration length, Instant earliest) {
    Instant at = earliest;
    for (int i = 0; i < GAPS_TRIED; i++) {
      Optional<Instant> full = fullStretch(scope, mails, length, at);
      if (full.isEmpty()) {
        return at;
      }
      at = full.get().plus(length);
    }
    Instant tried = at;
    return keptSlot(at)
        .orElseGet(
            () ->
                later(
                    tried,
                    last(scope, mails, tried.minus(length)).map(it -> it.at().plus(length))));
  }

  /**
   * The first moment at or after {@code earliest} that is far enough from the mails before and
   * after it; of a long queue, the end.
   *
   * @param gap from the key of a mail to the time that follows it
   * @param longest no gap is longer
   */
  public Instant apart(
      Scope scope, Function<String, Duration> gap, Duration longest, Instant earliest) {
    Instant at = earliest;
    for (int i = 0; i < GAPS_TRIED; i++) {
      Instant next = afterNeighbours(scope, gap, longest, at);
      if (next.equals(at)) {
        return at;
      }
      at = next;
    }
    Instant tried = at;
    return keptSlot(at)
        .orElseGet(
            () ->
                later(
                    tried,
                    last(scope, 1, tried.minus(longest))
                        .map(it -> it.at().plus(gap.apply(it.key())))));
  }

  /** The slot that the mail has already, where it is later: all before it have theirs. */
  private Optional<Instant> keptSlot(Instant tried) {
    return before.isAfter(tried) && !before.equals(NONE_KEPT)
        ? Optional.of(before)
        : Optional.empty();
  }

  private record Sent(String key, Instant at) {}

  /** Where the first stretch begins that is full without the mail, and would hold it too. */
  private Optional<Instant> fullStretch(Scope scope, int mails, Duration length, Instant at) {
    return database.first(
        about(
                scope,
                """
                SELECT begins FROM (
                    SELECT slot_at AS begins,
                        lead(slot_at, :others) OVER (ORDER BY slot_at) AS ends
                    FROM send_slots
                    WHERE %1$s AND slot_at > :since AND slot_at < :until) stretches
                WHERE ends < least(begins + :seconds * interval '1 second', :until)
                    -- asked first, and most often the answer: whether there are so many at all
                    AND EXISTS (SELECT 1 FROM send_slots
                        WHERE %2$s AND slot_at > :since AND slot_at < :until OFFSET :others)
                ORDER BY begins LIMIT 1
                """)
            .with("others", mails - 1)
            .with("since", at.minus(length))
            .with("until", at.plus(length))
            .with("seconds", (double) length.toSeconds()),
        row -> row.instant("begins"));
  }

  private Instant afterNeighbours(
      Scope scope, Function<String, Duration> gap, Duration longest, Instant at) {
    List<Sent> neighbours =
        database.list(
            about(
                    scope,
                    """
                    (SELECT effect_key, slot_at FROM send_slots
                     WHERE %s AND slot_at > :since AND slot_at <= :at
                     ORDER BY slot_at DESC LIMIT 1)
                    UNION ALL
                    (SELECT effect_key, slot_at FROM send_slots
                     WHERE %<s AND slot_at > :at AND slot_at < :until
                     ORDER BY slot_at LIMIT 1)
                    """)
                .with("since", at.minus(longest))
                .with("at", at)
                .with("until", at.plus(longest)),
            row -> new Sent(row.text("effect_key"), row.instant("slot_at")));
    Instant free = at;
    for (Sent neighbour : neighbours) {
      Instant after = neighbour.at().plus(gap.apply(neighbour.key()));
      boolean tooNear =
          neighbour.at().isAfter(at)
              ? at.plus(gap.apply(mail.key())).isAfter(neighbour.at())
              : after.isAfter(at);
      free = tooNear && after.isAfter(free) ? after : free;
    }
    return free;
  }

  /** The last but so many, of those since a moment. */
  private Optional<Sent> last(Scope scope, int mails, Instant since) {
    return database.first(
        about(
                scope,
                """
                SELECT effect_key, slot_at FROM send_slots WHERE %s AND slot_at > :since
                ORDER BY slot_at DESC OFFSET :others LIMIT 1
                """)
            .with("others", mails - 1)
            .with("since", since),
        row -> new Sent(row.text("effect_key"), row.instant("slot_at")));
  }

  private Sql about(Scope scope, String statement) {
    Map<String, Object> parameters = new HashMap<>();
    if (scope.condition.contains(":mailbox")) {
      parameters.put("mailbox", mail.mailbox());
    }
    if (scope.condition.contains(":domain")) {
      parameters.put("domain", mail.domain());
    }
    if (scope.condition.contains(":recipient")) {
      parameters.put("recipient", mail.recipient());
    }
    return Sql.of(statement.formatted(COUNTS + " AND " + scope.condition, scope.condition))
        .with(parameters)
        .with("key", mail.key())
        .with("now", now)
        .with("before", before)
        .with("followUp", mail.followUp());
  }

  private static Instant later(Instant at, Optional<Instant> other) {
    return other.filter(it -> it.isAfter(at)).orElse(at);
  }
}
