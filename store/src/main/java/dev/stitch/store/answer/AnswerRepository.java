package dev.stitch.store.answer;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Remembers by key which requests were made, and what they were answered. */
@Singleton
public class AnswerRepository {

  private final Database database;

  AnswerRepository(Database database) {
    this.database = database;
  }

  /**
   * Claims a key until the transaction ends.
   *
   * @return false when another request under the same key is being worked on
   */
  public boolean claim(String key) {
    return database.exists(
        "SELECT 1 WHERE pg_try_advisory_xact_lock(hashtextextended('key ' || ?, 0))", key);
  }

  /** As {@link #claim}, but waits for other requests under the same key. */
  public void awaitClaim(String key) {
    database.exists("SELECT pg_advisory_xact_lock(hashtextextended('key ' || ?, 0))", key);
  }

  /** The request that a key belongs to; of the same route, where older versions took several. */
  public Optional<StoredAnswer> find(KeyedRequest request) {
    return database.first(
        """
        SELECT key, route, request_hash, status, location, body FROM idempotency_keys
        WHERE key = ? ORDER BY route = ? DESC LIMIT 1
        """,
        row ->
            new StoredAnswer(
                new KeyedRequest(row.text("key"), row.text("route"), row.text("request_hash")),
                row.numberOrNull("status"),
                row.textOrNull("location"),
                row.json("body")),
        request.key(),
        request.route());
  }

  public void insert(StoredAnswer answer) {
    KeyedRequest request = answer.request();
    database.update(
        """
        INSERT INTO idempotency_keys (route, key, request_hash, status, location, body)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        request.route(),
        request.key(),
        request.hash(),
        answer.status(),
        answer.location(),
        answer.body());
  }

  /** Notes that an act has been carried out. */
  public void finish(KeyedRequest request, int status) {
    database.update(
        "UPDATE idempotency_keys SET status = ? WHERE route = ? AND key = ?",
        status,
        request.route(),
        request.key());
  }

  /** Forgets a request that was refused, so that its key may be used for a better one. */
  public void release(KeyedRequest request) {
    database.update(
        "DELETE FROM idempotency_keys WHERE route = ? AND key = ? AND status IS NULL",
        request.route(),
        request.key());
  }

  /** Forgets what was asked longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
