package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.LoginSessionRepository;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of the console: a cookie that scripts cannot read and other sites cannot send, and for
 * requests that change something a token in a header, which other sites cannot know.
 */
@Singleton
public class BrowserSessions {

  /** The header that carries the token of {@link #csrfToken}. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  static final String COOKIE = "stitch_session";

  /** A working day; then the console asks for the key again. */
  static final Duration LENGTH = Duration.ofHours(12);

  private static final Set<HttpMethod> SAFE =
      EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private final LoginSessionRepository sessions;
  private final boolean behindTls;

  BrowserSessions(
      LoginSessionRepository sessions, @Value("${stitch.public-url:}") String publicUrl) {
    this.sessions = sessions;
    this.behindTls = publicUrl.startsWith("https:");
  }

  /** Begins a session of a key, as the cookie to set. */
  Cookie begin(ApiKey key, HttpRequest<?> request) {
    return cookie(sessions.begin(key, LENGTH), LENGTH, request);
  }

  /** Ends the session of a request, if it has one, as the cookie to set. */
  Cookie end(HttpRequest<?> request) {
    token(request).ifPresent(sessions::end);
    return cookie("", Duration.ZERO, request);
  }

  /**
   * The caller whose session a request belongs to, empty when it has none or it is over.
   *
   * @throws ApiProblem 403 when the request changes something and does not carry the CSRF token
   */
  Optional<Caller> caller(HttpRequest<?> request) {
    Optional<String> token = token(request);
    Optional<Caller> caller = token.flatMap(sessions::recognise).map(Callers::of);
    if (caller.isPresent() && !SAFE.contains(request.getMethod())) {
      requireCsrfToken(request, csrfToken(token.get()));
    }
    return caller;
  }

  /** What the console has to send back with every change, empty without a session. */
  Optional<String> csrfToken(HttpRequest<?> request) {
    return token(request).map(BrowserSessions::csrfToken);
  }

  /** Of a new session's cookie. */
  static String csrfToken(Cookie cookie) {
    return csrfToken(cookie.getValue());
  }

  /** Follows from the session's own token, so that nothing more has to be kept. */
  private static String csrfToken(String token) {
    return RandomToken.hash("csrf " + token);
  }

  private static void requireCsrfToken(HttpRequest<?> request, String expected) {
    String sent = request.getHeaders().get(CSRF_HEADER);
    if (sent == null
        || !MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
      throw ApiProblem.forbidden(
          "Changes from a browser need the header "
              + CSRF_HEADER
              + " with the csrfToken of GET /api/session.");
    }
  }

  private static Optional<String> token(HttpRequest<?> request) {
    return request
        .getCookies()
        .findCookie(COOKIE)
        .map(Cookie::getValue)
        .filter(value -> !value.isBlank());
  }

  private Cookie cookie(String value, Duration age, HttpRequest<?> request) {
    return Cookie.of(COOKIE, value)
        .path("/")
        .httpOnly(true)
        .secure(behindTls || request.isSecure())
        .sameSite(SameSite.Strict)
        .maxAge(age);
  }
}
