package dev.stitch.store.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code effects}. Every change of state is one compare-and-set, so that of two attempts at
 * once exactly one is told that it changed something.
 */
@Singleton
public class EffectRepository {

  private final Database database;

  public EffectRepository(Database database) {
    this.database = database;
  }

  public Optional<Effect> find(String key) {
    return database.first("SELECT * FROM effects WHERE key = ?", EffectRepository::effect, key);
  }

  /** Says that the act will be done; does nothing when it is known already. */
  public void intend(String key, String kind, String payloadHash, @Nullable UUID runId) {
    database.update(
        Sql.of(
                """
                INSERT INTO effects (key, kind, state, payload_hash, run_id)
                VALUES (:key, :kind, 'intended', :payloadHash, :runId)
                ON CONFLICT (key) DO NOTHING
                """)
            .with("key", key)
            .with("kind", kind)
            .with("payloadHash", payloadHash)
            .with("runId", runId));
  }

  /** Takes an act that certainly did not happen yet. */
  public boolean claim(String key, String payloadHash, Instant now) {
    return 1
        == database.update(
            Sql.of(
                    """
                    UPDATE effects
                    SET state = 'sending', payload_hash = :payloadHash, attempted = NULL, error = NULL,
                        at = :now, updated_at = :now
                    WHERE key = :key AND state IN ('intended', 'failed')
                    """)
                .with("payloadHash", payloadHash)
                .with("now", now)
                .with("key", key));
  }

  /**
   * Takes an act again that may have happened, which only the key makes harmless: the provider must
   * still know it. {@code at} stays, because the provider's window counts from the first time.
   */
  public boolean reclaim(String key, Instant now, Duration window) {
    return 1
        == database.update(
            Sql.of(
                    """
                    UPDATE effects SET updated_at = :now
                    WHERE key = :key AND state = 'sending'
                      AND at > now() - make_interval(secs => :window)
                    """)
                .with("now", now)
                .with("key", key)
                .with("window", window.toMillis() / 1000.0));
  }

  /** It happened. Whoever knows that is right, whatever others have concluded meanwhile. */
  public void settleSent(String key, @Nullable String providerId, JsonNode result) {
    database.update(
        Sql.of(
                """
                UPDATE effects
                SET state = 'sent', provider_id = :providerId, result = :result, error = NULL, updated_at = now()
                WHERE key = :key AND state <> 'sent'
                """)
            .with("providerId", providerId)
            .with("result", result)
            .with("key", key));
  }

  /** It certainly did not happen, which is true only while nobody has taken it since. */
  public void settleFailed(String key, String error, Instant claimedAt) {
    database.update(
        Sql.of(
                """
                UPDATE effects SET state = 'failed', error = :error, updated_at = now()
                WHERE key = :key AND state = 'sending' AND updated_at = :claimedAt
                """)
            .with("error", error)
            .with("key", key)
            .with("claimedAt", claimedAt));
  }

  /** The attempt that had it ended without knowing. */
  public void settleUnknown(String key, String error) {
    database.update(
        Sql.of(
                """
                UPDATE effects SET state = 'unknown', error = :error, updated_at = now()
                WHERE key = :key AND state = 'sending'
                """)
            .with("error", error)
            .with("key", key));
  }

  /** Notes what is about to be attempted, with the claim, which forgets what was before. */
  public void noteAttempted(String key, JsonNode attempted) {
    database.update(
        Sql.of("UPDATE effects SET attempted = :attempted WHERE key = :key")
            .with("attempted", attempted)
            .with("key", key));
  }

  /**
   * It was looked for where it would be, and is not there: it may be tried again. Only the attempt
   * that was looked for is settled so, and none that began since.
   */
  public void settleUndone(Effect unknown, String why) {
    database.update(
        Sql.of(
                """
                UPDATE effects SET state = 'failed', error = :why, updated_at = now()
                WHERE key = :key AND state = 'unknown' AND at = :at
                """)
            .with("why", why)
            .with("key", unknown.key())
            .with("at", unknown.at()));
  }

  /** Whether an act of a kind is known by what the other side calls it. */
  public boolean knows(String kind, String providerId) {
    return database.exists(
        "SELECT 1 FROM effects WHERE kind = ? AND provider_id = ?", kind, providerId);
  }

  /** Whether the attempt that had it was not heard of for too long, which makes it unknown. */
  public boolean giveUp(String key, String error, Duration limit) {
    return 1
        == database.update(
            Sql.of(
                    """
                    UPDATE effects SET state = 'unknown', error = :error, updated_at = now()
                    WHERE key = :key AND state = 'sending'
                      AND at <= now() - make_interval(secs => :limit)
                    """)
                .with("error", error)
                .with("key", key)
                .with("limit", limit.toMillis() / 1000.0));
  }

  private static Effect effect(Row row) throws SQLException {
    return new Effect(
        row.text("key"),
        row.text("kind"),
        row.choice("state", EffectState.class),
        row.textOrNull("provider_id"),
        row.text("payload_hash"),
        row.json("result"),
        row.textOrNull("error"),
        row.uuidOrNull("run_id"),
        row.json("attempted"),
        row.instant("at"));
  }
}
