package dev.stitch.api.security;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.stitch.api.security.SignInFailure.Reason;
import dev.stitch.store.access.LoginAttempt;
import dev.stitch.store.access.LoginAttemptRepository;
import dev.stitch.store.access.LoginSessionRepository.Farewell;
import dev.stitch.store.access.SignedIn;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in at the identity provider: OpenID Connect's authorization code flow with PKCE,
 * state and nonce. An attempt is kept until the provider sends its person back, and is good once,
 * in the browser that began it.
 */
@Singleton
public class OidcSignIn {

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  /** How long people may take at the provider: time to find the second factor. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final OidcSettings provider;
  private final SignInSettings settings;
  private final IdentityProvider endpoints;
  private final ProvenIdentity identity;
  private final LoginAttemptRepository attempts;

  OidcSignIn(
      OidcSettings provider,
      SignInSettings settings,
      IdentityProvider endpoints,
      ProvenIdentity identity,
      LoginAttemptRepository attempts) {
    this.provider = provider;
    this.settings = settings;
    this.endpoints = endpoints;
    this.identity = identity;
    this.attempts = attempts;
  }

  /**
   * What the provider sends back with a person.
   *
   * @param issuer who sends it (RFC 9207); null from providers that do not say
   * @param error what went wrong there; null when nothing did
   */
  record Answer(
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer,
      @Nullable String error) {}

  /**
   * Somebody who has signed in.
   *
   * @param idToken the provider's word
   * @param returnTo where they wanted to go
   */
  record Done(SignedIn person, String idToken, String returnTo) {}

  /** Begins an attempt; answers where at the provider its person has to go. */
  URI begin(String browser, String returnTo) throws SignInFailure {
    State state = new State();
    Nonce nonce = new Nonce();
    CodeVerifier verifier = new CodeVerifier();
    URI address;
    try {
      address =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE,
                  new Scope(settings.scopes()),
                  new ClientID(settings.clientId()),
                  settings.callback())
              .endpointURI(endpoints.authorizationEndpoint())
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .build()
              .toURI();
    } catch (IOException e) {
      throw new SignInFailure(Reason.UNREACHABLE, e.toString(), returnTo);
    }
    attempts.begin(
        state.getValue(),
        browser,
        new LoginAttempt(nonce.getValue(), verifier.getValue(), returnTo),
        PATIENCE);
    return address;
  }

  /** Ends an attempt with what the provider has sent back. */
  Done finish(Answer answer, @Nullable String browser) throws SignInFailure {
    LoginAttempt attempt =
        answer.state() == null || browser == null
            ? null
            : attempts.take(answer.state(), browser).orElse(null);
    if (attempt == null) {
      throw new SignInFailure(Reason.EXPIRED, "no such attempt of this browser", "/");
    }
    String returnTo = attempt.returnTo();
    if (answer.issuer() != null && !answer.issuer().equals(provider.issuer())) {
      throw new SignInFailure(Reason.REFUSED, "the answer is of another issuer", returnTo);
    }
    if (answer.code() == null) {
      Reason reason = "access_denied".equals(answer.error()) ? Reason.DENIED : Reason.REFUSED;
      throw new SignInFailure(reason, "the provider answered without a code", returnTo);
    }
    try {
      OIDCTokens tokens = redeem(answer.code(), attempt);
      SignedIn person = identity.of(tokens, new Nonce(attempt.nonce()), returnTo);
      return new Done(person, tokens.getIDTokenString(), returnTo);
    } catch (IOException e) {
      throw new SignInFailure(Reason.UNREACHABLE, e.toString(), returnTo);
    } catch (ParseException e) {
      throw new SignInFailure(Reason.REFUSED, e.getMessage(), returnTo);
    }
  }

  /** Where at the provider somebody signs out of it too; empty when it has no such place. */
  Optional<URI> farewell(Farewell farewell) {
    try {
      return endpoints
          .endSessionEndpoint()
          .map(
              endpoint ->
                  new LogoutRequest(
                          endpoint,
                          farewell.idToken() == null ? null : parsed(farewell.idToken()),
                          null,
                          new ClientID(settings.clientId()),
                          settings.afterSignOut(),
                          null,
                          null)
                      .toURI());
    } catch (IOException e) {
      LOG.warn("The identity provider is not told that somebody signed out: {}", e.toString());
      return Optional.empty();
    }
  }

  private OIDCTokens redeem(String code, LoginAttempt attempt)
      throws IOException, ParseException, SignInFailure {
    ClientID client = new ClientID(settings.clientId());
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            settings.callback(),
            new CodeVerifier(attempt.codeVerifier()));
    URI endpoint = endpoints.tokenEndpoint();
    TokenRequest request =
        settings.clientSecret().isPresent()
            ? new TokenRequest.Builder(
                    endpoint,
                    new ClientSecretBasic(client, new Secret(settings.clientSecret().get())),
                    grant)
                .build()
            : new TokenRequest.Builder(endpoint, client, grant).build();
    HTTPResponse answer = IdentityProvider.ask(request.toHTTPRequest());
    if (answer.getStatusCode() >= 500) {
      throw new IOException("the token endpoint answered " + answer.getStatusCode());
    }
    TokenResponse response = OIDCTokenResponseParser.parse(answer);
    if (response instanceof OIDCTokenResponse good) {
      return good.getOIDCTokens();
    }
    throw new SignInFailure(
        Reason.REFUSED,
        "the code was refused: " + response.toErrorResponse().getErrorObject().getCode(),
        attempt.returnTo());
  }

  private static com.nimbusds.jwt.@Nullable JWT parsed(String token) {
    try {
      return com.nimbusds.jwt.JWTParser.parse(token);
    } catch (java.text.ParseException e) {
      return null;
    }
  }
}
