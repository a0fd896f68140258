package dev.stitch.store.access;

import dev.stitch.keys.UnreadableCiphertextException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Row;
import dev.stitch.store.secret.RandomToken;
import dev.stitch.store.secret.SealedSecret;
import dev.stitch.store.secret.SecretPlace;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Browsers that are signed in, with a key or by an identity provider. */
@Singleton
public class LoginSessionRepository {

  private final Database database;
  private final Secrets secrets;

  LoginSessionRepository(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /**
   * Begins a session, and forgets those that are over. It can do what its key can, for as long as
   * that is not revoked.
   *
   * @return its token, which is not kept
   */
  public String begin(ApiKey key, Duration length) {
    forgetOld();
    String token = RandomToken.fresh();
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

  /**
   * As {@link #begin(ApiKey, Duration)}, for somebody whom the identity provider has vouched for.
   * They keep their role until the session is over.
   *
   * @param idToken the provider's word, which it wants to see again at sign-out; kept only where it
   *     can be sealed
   */
  public String begin(SignedIn person, String idToken, Duration length) {
    forgetOld();
    String token = RandomToken.fresh();
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO login_sessions (token_hash, id, actor, role, sealed_id_token, expires_at)
        VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 second')
        """,
        RandomToken.hash(token),
        id,
        person.actor(),
        person.role(),
        secrets.available() ? secrets.seal(place(id), idToken) : null,
        length.toSeconds());
    return token;
  }

  /** Whom a session stands for, unless it is over or its key revoked. */
  public Optional<SignedIn> recognise(String token) {
    return database.first(
        """
        SELECT coalesce(%s, s.actor) AS actor, coalesce(k.role, s.role) AS role
        FROM login_sessions s LEFT JOIN api_keys k ON k.id = s.api_key_id
        WHERE s.token_hash = ? AND s.expires_at > now() AND k.revoked_at IS NULL
        """
            .formatted(ApiKey.ACTOR),
        row -> new SignedIn(row.text("actor"), row.choice("role", Role.class)),
        RandomToken.hash(token));
  }

  /**
   * Ends a session; no error when there is none.
   *
   * @return what the identity provider wants to see at its own sign-out; empty for a key's session
   */
  public Optional<Farewell> end(String token) {
    return database
        .first(
            """
        DELETE FROM login_sessions WHERE token_hash = ?
        RETURNING id, actor IS NOT NULL AS vouched_for, sealed_id_token
        """,
            row ->
                row.flag("vouched_for") ? Optional.of(farewell(row)) : Optional.<Farewell>empty(),
            RandomToken.hash(token))
        .flatMap(ended -> ended);
  }

  /**
   * The end of a session that an identity provider had vouched for.
   *
   * @param idToken its word at the beginning; null where it could not be kept
   */
  public record Farewell(@Nullable String idToken) {}

  private Farewell farewell(Row row) throws SQLException {
    SealedSecret sealed = SealedSecret.of(row, "sealed_id_token");
    if (sealed == null || !secrets.available()) {
      return new Farewell(null);
    }
    try {
      return new Farewell(secrets.open(place(row.uuid("id")), sealed));
    } catch (UnreadableCiphertextException e) {
      // The key was changed meanwhile: the provider then asks its user instead.
      return new Farewell(null);
    }
  }

  private void forgetOld() {
    database.update("DELETE FROM login_sessions WHERE expires_at < now()");
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace("login_sessions", "sealed_id_token", id);
  }
}
