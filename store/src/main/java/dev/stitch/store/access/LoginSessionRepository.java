package dev.stitch.store.access;

import dev.stitch.keys.UnreadableCiphertextException;
import dev.stitch.store.Ids;
import dev.stitch.store.secret.RandomToken;
import dev.stitch.store.secret.SealedSecret;
import dev.stitch.store.secret.SecretPlace;
import dev.stitch.store.secret.Secrets;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Browsers that are signed in, with a key or by an identity provider. */
@Singleton
public class LoginSessionRepository {

  private final LoginSessionRows rows;
  private final Secrets secrets;

  LoginSessionRepository(LoginSessionRows rows, Secrets secrets) {
    this.rows = rows;
    this.secrets = secrets;
  }

  /**
   * Begins a session, and forgets those that are over. It can do what its key can, for as long as
   * that is not revoked.
   *
   * @return its token, which is not kept
   */
  public String begin(ApiKey key, Duration length) {
    rows.forgetOld();
    String token = RandomToken.fresh();
    rows.insert(RandomToken.hash(token), key.id(), length.toSeconds());
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
    rows.forgetOld();
    String token = RandomToken.fresh();
    UUID id = Ids.next();
    rows.insert(
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
    return rows.recognise(RandomToken.hash(token));
  }

  /**
   * Ends a session; no error when there is none.
   *
   * @return what the identity provider wants to see at its own sign-out; empty for a key's session
   */
  public Optional<Farewell> end(String token) {
    return rows.end(RandomToken.hash(token)).stream()
        .filter(ended -> ended.actor() != null)
        .map(this::farewell)
        .findFirst();
  }

  /**
   * The end of a session that an identity provider had vouched for.
   *
   * @param idToken its word at the beginning; null where it could not be kept
   */
  public record Farewell(@Nullable String idToken) {}

  private Farewell farewell(LoginSessionRows.Ended ended) {
    SealedSecret sealed = ended.sealedIdToken();
    if (sealed == null || !secrets.available()) {
      return new Farewell(null);
    }
    try {
      return new Farewell(secrets.open(place(ended.id()), sealed));
    } catch (UnreadableCiphertextException e) {
      // The key was changed meanwhile: the provider then asks its user instead.
      return new Farewell(null);
    }
  }

  private static SecretPlace place(UUID id) {
    return new SecretPlace("login_sessions", "sealed_id_token", id);
  }
}
