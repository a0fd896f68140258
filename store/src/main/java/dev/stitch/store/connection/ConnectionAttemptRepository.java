package dev.stitch.store.connection;

import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People who are at a platform just now. Table {@code connection_attempts}, row by row. */
@RowRepository
public interface ConnectionAttemptRepository extends GenericRepository<ConnectionAttempt, String> {

  /**
   * Keeps an attempt, and forgets those that are over.
   *
   * @param state names it to the platform, which gives it back
   * @param browser what only the browser that began it knows
   */
  default void begin(String state, String browser, ConnectionAttempt attempt, Duration patience) {
    forgetOld();
    insert(
        RandomToken.hash(state),
        RandomToken.hash(browser),
        attempt.toolkit(),
        attempt.name(),
        attempt.connectionId(),
        attempt.codeVerifier(),
        attempt.redirectUri(),
        attempt.returnTo(),
        attempt.actor(),
        patience.toSeconds());
  }

  /** Takes an attempt, which can be done once; empty when it is unknown, over or another's. */
  default Optional<ConnectionAttempt> take(Toolkit toolkit, String state, String browser) {
    return takeHashed(toolkit, RandomToken.hash(state), RandomToken.hash(browser)).stream()
        .findFirst();
  }

  @Query("DELETE FROM connection_attempts WHERE expires_at < now()")
  void forgetOld();

  @Query(
      """
      INSERT INTO connection_attempts (state_hash, browser_hash, toolkit, name, connection_id,
          code_verifier, redirect_uri, return_to, actor, expires_at)
      VALUES (:stateHash, :browserHash, :toolkit, :name, :connectionId, :codeVerifier,
          :redirectUri, :returnTo, :actor, now() + :seconds * interval '1 second')
      """)
  void insert(
      String stateHash,
      String browserHash,
      @WordColumn Toolkit toolkit,
      String name,
      @Nullable UUID connectionId,
      String codeVerifier,
      String redirectUri,
      String returnTo,
      String actor,
      long seconds);

  @Query(
      """
      DELETE FROM connection_attempts
      WHERE state_hash = :stateHash AND browser_hash = :browserHash AND toolkit = :toolkit
          AND expires_at > now()
      RETURNING toolkit, name, connection_id, code_verifier, redirect_uri, return_to, actor
      """)
  List<ConnectionAttempt> takeHashed(
      @WordColumn Toolkit toolkit, String stateHash, String browserHash);
}
