package dev.stitch.api.connection;

import dev.stitch.api.connection.OAuthConnections.Done;
import dev.stitch.api.connection.OAuthConnections.NotConnectedException;
import dev.stitch.api.connection.OAuthConnections.Wish;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.ServedHosts;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Open;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.api.security.ReturnAddress;
import dev.stitch.store.access.AuditRepository;
import dev.stitch.store.access.Role;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.uri.UriBuilder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to a platform that lets Stitch in, and back. */
@Tag(name = "Connections")
@Controller(OAuthController.PATH)
class OAuthController {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthController.class);

  static final String PATH = "/api/connections/oauth";

  private static final String BROWSER_COOKIE = "stitch_connect";

  private static final String USUAL_PAGE = "/settings/connections";

  private final OAuthConnections oauth;
  private final AuditRepository audit;
  private final String publicUrl;

  /**
   * @param publicUrl {@code STITCH_PUBLIC_URL}, where browsers find the console
   */
  OAuthController(
      OAuthConnections oauth,
      AuditRepository audit,
      @Value("${stitch.public-url:}") String publicUrl) {
    this.oauth = oauth;
    this.audit = audit;
    this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
  }

  /**
   * Where to send a person.
   *
   * @param authorizationUrl at the platform, where they say yes; good for ten minutes, in the
   *     browser that has the cookie of this answer
   */
  @Schema(name = "OAuthStart")
  record OAuthStart(String authorizationUrl) {}

  @Get("/{toolkit}/start")
  @RequiresRole(Role.ADMIN)
  @Operation(
      operationId = "startOAuthConnection",
      summary = "Begins to connect an account of a platform",
      description =
          "A browser that asks for a page is sent to the platform at once; a program is told the"
              + " address. name is what the connection will be called; connectionId connects that"
              + " one again; returnTo is the page of the console to go on at.")
  @ApiResponse(responseCode = "200", description = "The address", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "302", description = "To the platform")
  HttpResponse<OAuthStart> start(
      HttpRequest<?> request,
      @Parameter(hidden = true) Caller caller,
      Toolkit toolkit,
      @Nullable @QueryValue String name,
      @Nullable @QueryValue UUID connectionId,
      @Nullable @QueryValue String returnTo) {
    URI callback = callback(toolkit);
    requireComesBack(request, callback);
    String browser = mark(request).orElseGet(RandomToken::fresh);
    String page = returnTo == null ? USUAL_PAGE : ReturnAddress.of(returnTo);
    URI there =
        oauth.begin(new Wish(toolkit, name, connectionId, browser, callback, page, caller.actor()));
    return answer(request, there).cookie(cookie(browser, request));
  }

  @Get("/{toolkit}/callback")
  @Operation(
      operationId = "finishOAuthConnection",
      summary = "Takes a platform's answer and connects the account")
  @ApiResponse(responseCode = "302", description = "To the page of the console")
  @Open(because = "takes a code of the platform, from the browser that an admin began with")
  HttpResponse<?> finish(
      HttpRequest<?> request,
      Toolkit toolkit,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String error)
      throws InterruptedException {
    try {
      Done done =
          oauth.finish(
              toolkit, new OAuthConnections.Answer(state, code, error), mark(request).orElse(null));
      audit.append(
          done.actor(),
          Role.ADMIN,
          "GET " + PATH + "/{toolkit}/callback",
          "/api/connections/" + done.connectionId(),
          HttpStatus.FOUND.getCode());
      return to(done.returnTo(), "connected", done.connectionId().toString());
    } catch (NotConnectedException e) {
      LOG.info("No account of {} was connected ({}): {}", toolkit, e.problem(), e.getMessage());
      return to(
          e.returnTo().equals("/") ? USUAL_PAGE : e.returnTo(), "connectProblem", e.problem());
    }
  }

  private static MutableHttpResponse<OAuthStart> answer(HttpRequest<?> request, URI there) {
    boolean page = request.accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    return page
        ? HttpResponse.<OAuthStart>status(HttpStatus.FOUND).header("Location", there.toString())
        : HttpResponse.ok(new OAuthStart(there.toString()));
  }

  /** The page is one of the console: it was checked before it was kept. */
  private static HttpResponse<?> to(String page, String parameter, String value) {
    URI address = UriBuilder.of(page).queryParam(parameter, value).build();
    return HttpResponse.status(HttpStatus.FOUND).header("Location", address.toString());
  }

  private URI callback(Toolkit toolkit) {
    if (publicUrl.isEmpty()) {
      throw ApiProblem.invalid(
          "/toolkit", "cannot be connected: set STITCH_PUBLIC_URL, where people come back to");
    }
    return URI.create(publicUrl + PATH + "/" + toolkit.text() + "/callback");
  }

  /** A browser that began by another name would come back without its cookie. */
  private void requireComesBack(HttpRequest<?> request, URI callback) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    if (ServedHosts.differOnLoopback(host, callback.getHost())) {
      throw ApiProblem.invalid(
          "/toolkit",
          "cannot be connected from %s: open the console at %s, where the platform sends people back"
              .formatted(host, publicUrl));
    }
  }

  private static Optional<String> mark(HttpRequest<?> request) {
    return request
        .getCookies()
        .findCookie(BROWSER_COOKIE)
        .map(Cookie::getValue)
        .filter(value -> !value.isBlank());
  }

  private Cookie cookie(String browser, HttpRequest<?> request) {
    return Cookie.of(BROWSER_COOKIE, browser)
        .path(PATH)
        .httpOnly(true)
        .secure(publicUrl.startsWith("https:") || request.isSecure())
        // It must come along when the platform, another site, sends its person back.
        .sameSite(SameSite.Lax)
        .maxAge(OAuthConnections.PATIENCE);
  }
}
