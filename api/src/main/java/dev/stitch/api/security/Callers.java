package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.SignedIn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
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

  private static final String BEARER = "Bearer ";

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
    String bearer = bearer(request);
    if (bearer != null) {
      return Optional.of(ofBearer(bearer));
    }
    Optional<Caller> ofSession = sessions.caller(request);
    if (ofSession.isPresent()) {
      return ofSession;
    }
    return login.required() ? Optional.empty() : Optional.of(Caller.LOCAL);
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

  private static @Nullable String bearer(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
