package dev.stitch.store.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
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
        """
        INSERT INTO effects (key, kind, state, payload_hash, run_id)
        VALUES (?, ?, 'intended', ?, ?)
        ON CONFLICT (key) DO NOTHING
        """,
        key,
        kind,
        payloadHash,
        runId);
  }

  /** Takes an act that certainly did not happen yet. */
  public boolean claim(String key, String payloadHash, Instant now) {
    return 1
        == database.update(
            """
            UPDATE effects
            SET state = 'sending', payload_hash = ?, error = NULL, at = ?, updated_at = ?
            WHERE key = ? AND state IN ('intended', 'failed')
            """,
            payloadHash,
            now,
            now,
            key);
  }

  /**
   * Takes an act again that may have happened, which only the key makes harmless: the provider must
   * still know it. {@code at} stays, because the provider's window counts from the first time.
   */
  public boolean reclaim(String key, Instant now, Duration window) {
    return 1
        == database.update(
            """
            UPDATE effects SET updated_at = ?
            WHERE key = ? AND state = 'sending' AND at > now() - make_interval(secs => ?)
            """,
            now,
            key,
            window.toMillis() / 1000.0);
  }

  /** It happened. Whoever knows that is right, whatever others have concluded meanwhile. */
  public void settleSent(String key, @Nullable String providerId, JsonNode result) {
    database.update(
        """
        UPDATE effects
        SET state = 'sent', provider_id = ?, result = ?, error = NULL, updated_at = now()
        WHERE key = ? AND state <> 'sent'
        """,
        providerId,
        result,
        key);
  }

  /** It certainly did not happen, which is true only while nobody has taken it since. */
  public void settleFailed(String key, String error, Instant claimedAt) {
    database.update(
        """
        UPDATE effects SET state = 'failed', error = ?, updated_at = now()
        WHERE key = ? AND state = 'sending' AND updated_at = ?
        """,
        error,
        key,
        claimedAt);
  }

  /** The attempt that had it ended without knowing. */
  public void settleUnknown(String key, String error) {
    database.update(
        """
        UPDATE effects SET state = 'unknown', error = ?, updated_at = now()
        WHERE key = ? AND state = 'sending'
        """,
        error,
        key);
  }

  /** Whether the attempt that had it was not heard of for too long, which makes it unknown. */
  public boolean giveUp(String key, String error, Duration limit) {
    return 1
        == database.update(
            """
            UPDATE effects SET state = 'unknown', error = ?, updated_at = now()
            WHERE key = ? AND state = 'sending' AND at <= now() - make_interval(secs => ?)
            """,
            error,
            key,
            limit.toMillis() / 1000.0);
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
        row.instant("at"));
  }
}
