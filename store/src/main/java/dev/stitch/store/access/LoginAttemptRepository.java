package dev.stitch.store.access;

import dev.stitch.store.RowRepository;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** People who are at the identity provider just now. Table {@code login_attempts}, row by row. */
@RowRepository
public interface LoginAttemptRepository extends GenericRepository<LoginAttempt, String> {

  /**
   * Keeps an attempt, and forgets those that are over.
   *
   * @param state names it to the provider, which gives it back
   * @param browser what only the browser that began it knows
   */
  default void begin(String state, String browser, LoginAttempt attempt, Duration patience) {
    forgetOld();
    insert(
        RandomToken.hash(state),
        RandomToken.hash(browser),
        attempt.nonce(),
        attempt.codeVerifier(),
        attempt.returnTo(),
        patience.toSeconds());
  }

  /** Takes an attempt, which can be done once; empty when it is unknown, over or another's. */
  default Optional<LoginAttempt> take(String state, String browser) {
    return takeHashed(RandomToken.hash(state), RandomToken.hash(browser)).stream().findFirst();
  }

  @Query("DELETE FROM login_attempts WHERE expires_at < now()")
  void forgetOld();

  @Query(
      """
      INSERT INTO login_attempts
          (state_hash, browser_hash, nonce, code_verifier, return_to, expires_at)
      VALUES (:stateHash, :browserHash, :nonce, :codeVerifier, :returnTo,
          now() + :seconds * interval '1 second')
      """)
  void insert(
      String stateHash,
      String browserHash,
      String nonce,
      String codeVerifier,
      String returnTo,
      long seconds);

  @Query(
      """
      DELETE FROM login_attempts
      WHERE state_hash = :stateHash AND browser_hash = :browserHash AND expires_at > now()
      RETURNING nonce, code_verifier, return_to
      """)
  List<LoginAttempt> takeHashed(String stateHash, String browserHash);
}
