package dev.stitch.store.answer;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Remembers answers by route and key. All of it runs in the transaction that does the work. */
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
  public boolean claim(String route, String key) {
    return database.exists(
        "SELECT 1 WHERE pg_try_advisory_xact_lock(hashtextextended(?, 0))", route + " " + key);
  }

  public Optional<StoredAnswer> find(String route, String key) {
    return database.first(
        """
        SELECT request_hash, status, location, body FROM idempotency_keys
        WHERE route = ? AND key = ?
        """,
        row ->
            new StoredAnswer(
                row.text("request_hash"),
                row.number("status"),
                row.textOrNull("location"),
                row.json("body")),
        route,
        key);
  }

  public void insert(String route, String key, StoredAnswer answer) {
    database.update(
        """
        INSERT INTO idempotency_keys (route, key, request_hash, status, location, body)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        route,
        key,
        answer.requestHash(),
        answer.status(),
        answer.location(),
        answer.body());
  }
}
