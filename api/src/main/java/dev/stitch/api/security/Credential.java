package dev.stitch.api.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** What a request presents to say who sends it. */
sealed interface Credential {

  /** An API key, or a token of the identity provider. */
  record Bearer(String token) implements Credential {
    @Override
    public String toString() {
      return "Bearer";
    }
  }

  /** The cookie of a console's session. */
  record Session(String token) implements Credential {
    @Override
    public String toString() {
      return "Session";
    }
  }

  /** A bearer token goes before a session; empty when there is neither. */
  static Optional<Credential> of(HttpRequest<?> request) {
    String bearer = bearer(request);
    return bearer == null
        ? BrowserSessions.token(request).map(Session::new)
        : Optional.of(new Bearer(bearer));
  }

  private static @Nullable String bearer(HttpRequest<?> request) {
    String prefix = "Bearer ";
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, prefix, 0, prefix.length())
        ? authorization.substring(prefix.length()).strip()
        : null;
  }
}
