package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.SignedIn;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds out who sends a request: by an API key or a token of the identity provider in its {@code
 * Authorization}, else by the console's session. What is presented must be good, also where no
 * login is needed: nobody is to act as somebody else by mistake.
 */
@Singleton
public class Callers {

  private final LoginPolicy login;
  private final ApiKeyRepository keys;
  private final BrowserSessions sessions;
  private final OidcTokens tokens;

  Callers(LoginPolicy login, ApiKeyRepository keys, BrowserSessions sessions, OidcTokens tokens) {
    this.login = login;
    this.keys = keys;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /**
   * Who sends a request, empty when it does not say.
   *
   * @throws ApiProblem 401 when what it presents is not good (any more), 403 when a browser's
   *     request that changes something lacks its CSRF token
   */
  Optional<Caller> identify(HttpRequest<?> request) {
    Optional<Credential> presented = Credential.of(request);
    Optional<Caller> caller = presented.flatMap(this::identify);
    if (caller.isPresent()) {
      if (presented.get() instanceof Credential.Session session) {
        BrowserSessions.requireCsrfToken(request, session);
      }
      return caller;
    }
    return login.required() ? Optional.empty() : Optional.of(Caller.LOCAL);
  }

  /**
   * Whom a credential stands for now, empty when its session is over.
   *
   * @throws ApiProblem 401 when a key or token is not good (any more)
   */
  Optional<Caller> identify(Credential credential) {
    return switch (credential) {
      case Credential.Bearer bearer -> Optional.of(ofBearer(bearer.token()));
      case Credential.Session session -> sessions.caller(session);
    };
  }

  private Caller ofBearer(String bearer) {
    if (!bearer.startsWith(ApiKeyRepository.PREFIX)) {
      return tokens.caller(bearer);
    }
    return keys.recognise(bearer)
        .map(SignedIn::by)
        .map(Caller::of)
        .orElseThrow(() -> ApiProblem.unauthorized("The API key is unknown or revoked."));
  }
}
