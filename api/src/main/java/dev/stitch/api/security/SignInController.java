package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.SignInFailure.Reason;
import dev.stitch.store.access.AuditRepository;
import dev.stitch.store.access.SignedIn;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to sign in to the console, and the one by an identity provider. Its routes are addresses
 * that browsers go to, so whatever goes wrong leads back to the sign-in page, which says it.
 */
@Tag(name = "Session")
@Controller("/api/session")
class SignInController {

  private static final Logger LOG = LoggerFactory.getLogger(SignInController.class);

  private final LoginPolicy login;
  private final SignInSettings settings;
  private final OidcSignIn provider;
  private final BrowserSessions sessions;
  private final AuditRepository audit;
  private final RateLimits limits;

  SignInController(
      LoginPolicy login,
      SignInSettings settings,
      OidcSignIn provider,
      BrowserSessions sessions,
      AuditRepository audit,
      RateLimits limits) {
    this.login = login;
    this.settings = settings;
    this.provider = provider;
    this.sessions = sessions;
    this.audit = audit;
    this.limits = limits;
  }

  /**
   * How people can sign in.
   *
   * @param loginRequired whether anything can be done without
   * @param apiKey whether an API key does
   * @param oidc the identity provider that does; null when there is none
   */
  record SignInOptions(boolean loginRequired, boolean apiKey, @Nullable ProviderOption oidc) {}

  /**
   * An identity provider to sign in at.
   *
   * @param name what people call it
   */
  record ProviderOption(String name) {}

  @Get("/options")
  @Operation(operationId = "getSignInOptions", summary = "Tells how people can sign in")
  @Open(because = "the sign-in page asks it")
  SignInOptions options() {
    return new SignInOptions(
        login.required(), true, settings.present() ? new ProviderOption(settings.name()) : null);
  }

  @Get("/oidc")
  @Operation(
      operationId = "signInAtProvider",
      summary = "Sends a browser to the identity provider, and back to a page of the console")
  @ApiResponse(responseCode = "302", description = "To the identity provider")
  @Open(because = "begins a sign-in")
  HttpResponse<?> begin(HttpRequest<?> request, @Nullable @QueryValue String returnTo) {
    requireProvider();
    String browser = BrowserSessions.mark(request).orElseGet(RandomToken::fresh);
    try {
      URI there = provider.begin(browser, ReturnAddress.of(returnTo));
      return HttpResponse.status(HttpStatus.FOUND)
          .header("Location", there.toString())
          .cookie(sessions.mark(browser, request));
    } catch (SignInFailure failure) {
      return backToSignIn(failure);
    }
  }

  @Get("/oidc/callback")
  @Operation(
      operationId = "returnFromProvider",
      summary = "Takes the identity provider's answer and signs the browser in")
  @ApiResponse(responseCode = "302", description = "To the page, or to the sign-in page again")
  @Open(because = "takes a code of the identity provider, from the browser that asked for it")
  HttpResponse<?> finish(
      HttpRequest<?> request,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String iss,
      @Nullable @QueryValue String error) {
    requireProvider();
    try {
      OidcSignIn.Done done =
          provider.finish(
              new OidcSignIn.Answer(state, code, iss, error),
              BrowserSessions.mark(request).orElse(null));
      note(done.person(), request);
      return HttpResponse.status(HttpStatus.FOUND)
          .header("Location", done.returnTo())
          .cookie(sessions.begin(done, request));
    } catch (SignInFailure failure) {
      if (failure.reason() != Reason.UNREACHABLE && failure.reason() != Reason.DENIED) {
        limits.refuse(AccessGate.address(request));
      }
      return backToSignIn(failure);
    }
  }

  /** A sign-in changes who may do what, though browsers ask for it as they ask for a page. */
  private void note(SignedIn person, HttpRequest<?> request) {
    audit.append(
        person.actor(),
        person.role(),
        "GET " + SignInSettings.CALLBACK,
        request.getPath(),
        HttpStatus.FOUND.getCode());
  }

  private static HttpResponse<?> backToSignIn(SignInFailure failure) {
    LOG.info("Nobody was signed in ({}): {}", failure.reason().text(), failure.getMessage());
    URI page =
        UriBuilder.of("/signin")
            .queryParam("problem", failure.reason().text())
            .queryParam("next", failure.returnTo())
            .build();
    return HttpResponse.status(HttpStatus.FOUND).header("Location", page.toString());
  }

  private void requireProvider() {
    if (!settings.present()) {
      throw ApiProblem.missing("There is no identity provider to sign in at.");
    }
  }
}
