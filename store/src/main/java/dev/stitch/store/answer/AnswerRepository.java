package dev.stitch.store.answer;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
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
        Sql.of(
                """
        SELECT key, route, request_hash, status, location, body FROM idempotency_keys
        WHERE key = :key ORDER BY route = :route DESC LIMIT 1
        """)
            .with("key", request.key())
            .with("route", request.route()),
        row ->
            new StoredAnswer(
                new KeyedRequest(row.text("key"), row.text("route"), row.text("request_hash")),
                row.numberOrNull("status"),
                row.textOrNull("location"),
                row.json("body")));
  }

  public void insert(StoredAnswer answer) {
    KeyedRequest request = answer.request();
    database.update(
        Sql.of(
                """
        INSERT INTO idempotency_keys (route, key, request_hash, status, location, body)
        VALUES (:route, :key, :hash, :status, :location, :body)
        """)
            .with("route", request.route())
            .with("key", request.key())
            .with("hash", request.hash())
            .with("status", answer.status())
            .with("location", answer.location())
            .with("body", answer.body()));
  }

  /** Notes that an act has been carried out. */
  public void finish(KeyedRequest request, int status) {
    database.update(
        Sql.of("UPDATE idempotency_keys SET status = :status WHERE route = :route AND key = :key")
            .with("status", status)
            .with("route", request.route())
            .with("key", request.key()));
  }

  /** Forgets a request that was refused, so that its key may be used for a better one. */
  public void release(KeyedRequest request) {
    database.update(
        Sql.of(
                "DELETE FROM idempotency_keys WHERE route = :route AND key = :key AND status IS NULL")
            .with("route", request.route())
            .with("key", request.key()));
  }

  /** Forgets what was asked longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
