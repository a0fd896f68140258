package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.ApiKey;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.Role;
import dev.stitch.store.access.SignedIn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;

/** Signing in to the console, and out. */
@Tag(name = "Session")
@Controller("/api/session")
class SessionController {

  private final LoginPolicy login;
  private final Callers callers;
  private final BrowserSessions sessions;
  private final ApiKeyRepository keys;
  private final RateLimits limits;
  private final OidcSignIn provider;

  SessionController(
      LoginPolicy login,
      Callers callers,
      BrowserSessions sessions,
      ApiKeyRepository keys,
      RateLimits limits,
      OidcSignIn provider) {
    this.login = login;
    this.callers = callers;
    this.sessions = sessions;
    this.keys = keys;
    this.limits = limits;
    this.provider = provider;
  }

  /**
   * Whoever asks.
   *
   * @param loginRequired whether anything can be done without a login
   * @param actor who they are; null when they have not said so
   * @param role what they may do; null likewise
   * @param csrfToken what a browser sends as X-CSRF-Token with every change; null without a session
   */
  record SessionView(
      boolean loginRequired,
      @Nullable String actor,
      @Nullable Role role,
      @Nullable String csrfToken) {}

  /**
   * A sign-in.
   *
   * @param apiKey the key whose role the session gets
   */
  record SignIn(String apiKey) {

    /** Without the key, for whatever log it may get into. */
    @Override
    public String toString() {
      return "SignIn";
    }
  }

  /**
   * A sign-out that is not over yet.
   *
   * @param continueAt where the browser has to go, for the identity provider to end its session too
   */
  record SignedOut(URI continueAt) {}

  @Get
  @Operation(operationId = "getSession", summary = "Tells who asks, and whether a login is needed")
  @Open(because = "tells who asks about themselves only, and whether a login is needed")
  SessionView get(HttpRequest<?> request) {
    return callers
        .identify(request)
        .map(caller -> view(caller, sessions.csrfToken(request).orElse(null)))
        .orElseGet(() -> new SessionView(login.required(), null, null, null));
  }

  @Post
  @Operation(operationId = "signIn", summary = "Signs a browser in by an API key")
  @Open(because = "takes an API key, which is the login; guesses are limited by address")
  HttpResponse<SessionView> signIn(HttpRequest<?> request, @Body SignIn body) {
    if (body.apiKey() == null) {
      throw ApiProblem.invalid("/apiKey", "is required");
    }
    ApiKey key = keys.recognise(body.apiKey().strip()).orElseThrow(() -> refused(request));
    Cookie cookie = sessions.begin(key, request);
    return HttpResponse.ok(view(Caller.of(SignedIn.by(key)), BrowserSessions.csrfToken(cookie)))
        .cookie(cookie);
  }

  @Delete
  @Operation(operationId = "signOut", summary = "Ends the browser's session")
  @ApiResponse(
      responseCode = "200",
      description = "Done here; the identity provider has a session of its own",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "204", description = "Done")
  @Open(because = "ends the session that the request belongs to, if any")
  HttpResponse<SignedOut> signOut(HttpRequest<?> request) {
    // Asks for the CSRF token: another site must not sign people out either.
    sessions.requireCsrfToken(request);
    Cookie none = sessions.none(request);
    return sessions
        .end(request)
        .flatMap(provider::farewell)
        .map(elsewhere -> HttpResponse.ok(new SignedOut(elsewhere)).cookie(none))
        .orElseGet(() -> HttpResponse.<SignedOut>noContent().cookie(none));
  }

  private SessionView view(Caller caller, @Nullable String csrfToken) {
    return new SessionView(login.required(), caller.actor(), caller.role(), csrfToken);
  }

  private ApiProblem refused(HttpRequest<?> request) {
    limits.refuse(AccessGate.address(request));
    return ApiProblem.unauthorized("The API key is unknown or revoked.");
  }
}
