package dev.stitch.store.access;

import dev.stitch.store.Database;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** People who are at the identity provider just now. */
@Singleton
public class LoginAttemptRepository {

  private final Database database;

  LoginAttemptRepository(Database database) {
    this.database = database;
  }

  /**
   * Keeps an attempt, and forgets those that are over.
   *
   * @param state names it to the provider, which gives it back
   * @param browser what only the browser that began it knows
   */
  public void begin(String state, String browser, LoginAttempt attempt, Duration patience) {
    database.update("DELETE FROM login_attempts WHERE expires_at < now()");
    database.update(
        """
        INSERT INTO login_attempts (state_hash, browser_hash, nonce, code_verifier, return_to, expires_at)
        VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 second')
        """,
        RandomToken.hash(state),
        RandomToken.hash(browser),
        attempt.nonce(),
        attempt.codeVerifier(),
        attempt.returnTo(),
        patience.toSeconds());
  }

  /** Takes an attempt, which can be done once; empty when it is unknown, over or another's. */
  public Optional<LoginAttempt> take(String state, String browser) {
    return database.first(
        """
        DELETE FROM login_attempts WHERE state_hash = ? AND browser_hash = ? AND expires_at > now()
        RETURNING nonce, code_verifier, return_to
        """,
        row ->
            new LoginAttempt(row.text("nonce"), row.text("code_verifier"), row.text("return_to")),
        RandomToken.hash(state),
        RandomToken.hash(browser));
  }
}
