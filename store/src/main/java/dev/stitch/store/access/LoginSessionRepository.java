package dev.stitch.store.access;

import dev.stitch.store.Database;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Browsers that are signed in with a key. */
@Singleton
public class LoginSessionRepository {

  private final Database database;

  LoginSessionRepository(Database database) {
    this.database = database;
  }

  /**
   * Begins a session, and forgets those that are over.
   *
   * @return its token, which is not kept
   */
  public String begin(ApiKey key, Duration length) {
    String token = RandomToken.fresh();
    database.update("DELETE FROM login_sessions WHERE expires_at < now()");
    database.update(
        """
        INSERT INTO login_sessions (token_hash, api_key_id, expires_at)
        VALUES (?, ?, now() + ? * interval '1 second')
        """,
        RandomToken.hash(token),
        key.id(),
        length.toSeconds());
    return token;
  }

  /** The key that a session stands for, unless it is over or the key revoked. */
  public Optional<ApiKey> recognise(String token) {
    return database.first(
        """
        SELECT %s FROM login_sessions s JOIN api_keys k ON k.id = s.api_key_id
        WHERE s.token_hash = ? AND s.expires_at > now() AND k.revoked_at IS NULL
        """
            .formatted(ApiKey.COLUMNS),
        ApiKey::of,
        RandomToken.hash(token));
  }

  /** Ends a session; no error when there is none. */
  public void end(String token) {
    database.update("DELETE FROM login_sessions WHERE token_hash = ?", RandomToken.hash(token));
  }
}
