package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.LoginSessionRepository;
import dev.stitch.store.access.LoginSessionRepository.Farewell;
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

  private static final String BROWSER_COOKIE = "stitch_signin";

  /** The only routes that want it. */
  private static final String BROWSER_PATH = "/api/session/oidc";

  private static final Set<HttpMethod> SAFE =
      EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private final LoginSessionRepository sessions;
  private final Duration length;
  private final boolean behindTls;

  /**
   * Reads the settings.
   *
   * @param length {@code STITCH_SESSION_LENGTH}, after which people sign in again; a working day
   *     unless it says otherwise
   */
  BrowserSessions(
      LoginSessionRepository sessions,
      @Value("${stitch.session-length:" + SessionLength.USUAL + "}") String length,
      @Value("${stitch.public-url:}") String publicUrl) {
    this.sessions = sessions;
    this.length = SessionLength.parse(length);
    this.behindTls = publicUrl.startsWith("https:");
  }

  /** Begins a session of a key, as the cookie to set. */
  Cookie begin(ApiKey key, HttpRequest<?> request) {
    return cookie(sessions.begin(key, length), length, request);
  }

  /** Begins a session of somebody whom the identity provider has vouched for. */
  Cookie begin(OidcSignIn.Done signedIn, HttpRequest<?> request) {
    return cookie(sessions.begin(signedIn.person(), signedIn.idToken(), length), length, request);
  }

  /**
   * Ends the session of a request, if it has one.
   *
   * @return what the identity provider is to be told, if it had vouched for its holder
   */
  Optional<Farewell> end(HttpRequest<?> request) {
    return token(request).flatMap(sessions::end);
  }

  /** The cookie that takes a session's place when it is over. */
  Cookie none(HttpRequest<?> request) {
    return cookie("", Duration.ZERO, request);
  }

  /**
   * What tells a browser again that went to the identity provider, for as long as that may take.
   */
  Cookie mark(String browser, HttpRequest<?> request) {
    return Cookie.of(BROWSER_COOKIE, browser)
        .path(BROWSER_PATH)
        .httpOnly(true)
        .secure(isSecure(request))
        // It must come along when the provider, another site, sends its person back.
        .sameSite(SameSite.Lax)
        .maxAge(OidcSignIn.PATIENCE);
  }

  /** The mark of the browser that sends a request, if it has one. */
  static Optional<String> mark(HttpRequest<?> request) {
    return value(request, BROWSER_COOKIE);
  }

  /** The caller whose session it is, empty when it is over. */
  Optional<Caller> caller(Credential.Session session) {
    return sessions.recognise(session.token()).map(Caller::of);
  }

  /** As {@link #requireCsrfToken(HttpRequest, Credential.Session)}, unless its session is over. */
  void requireCsrfToken(HttpRequest<?> request) {
    token(request)
        .map(Credential.Session::new)
        .filter(session -> caller(session).isPresent())
        .ifPresent(session -> requireCsrfToken(request, session));
  }

  /**
   * Insists that a request in a session comes from the console, when it changes something.
   *
   * @throws ApiProblem 403 when it does not carry the CSRF token
   */
  static void requireCsrfToken(HttpRequest<?> request, Credential.Session session) {
    if (!SAFE.contains(request.getMethod())) {
      requireCsrfToken(request, csrfToken(session.token()));
    }
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

  static Optional<String> token(HttpRequest<?> request) {
    return value(request, COOKIE);
  }

  private static Optional<String> value(HttpRequest<?> request, String cookie) {
    return request
        .getCookies()
        .findCookie(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isBlank());
  }

  private boolean isSecure(HttpRequest<?> request) {
    return behindTls || request.isSecure();
  }

  private Cookie cookie(String value, Duration age, HttpRequest<?> request) {
    return Cookie.of(COOKIE, value)
        .path("/")
        .httpOnly(true)
        .secure(isSecure(request))
        .sameSite(SameSite.Strict)
        .maxAge(age);
  }
}
