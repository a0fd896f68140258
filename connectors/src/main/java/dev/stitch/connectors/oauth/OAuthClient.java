package dev.stitch.connectors.oauth;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.PlatformHttp;
import dev.stitch.connectors.http.Query;
import dev.stitch.connectors.http.Redaction;
import dev.stitch.connectors.http.Waiting;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** OAuth 2 with PKCE, as X and Google speak it. */
@Singleton
public class OAuthClient {

  private static final Duration USUAL_WAIT = Duration.ofSeconds(60);

  private final PlatformHttp http;
  private final Clock clock = Clock.systemUTC();

  public OAuthClient(PlatformHttp http) {
    this.http = http;
  }

  /**
   * The first tokens of a grant.
   *
   * @param missingScopes what was asked for and not allowed; empty when the platform does not say
   */
  public record Granted(Tokens tokens, Set<String> missingScopes) {

    public Granted {
      missingScopes = Set.copyOf(missingScopes);
    }
  }

  /** What proves that a code is redeemed by whom it was asked for (RFC 7636). */
  public static String verifier() {
    return new CodeVerifier().getValue();
  }

  /**
   * Where a person says yes.
   *
   * @param state names the attempt to the platform, which gives it back
   */
  public static URI authorization(
      OAuthPlatform platform, URI redirect, String state, String verifier) {
    Query query =
        new Query()
            .with("response_type", "code")
            .with("client_id", platform.client().id())
            .with("redirect_uri", redirect)
            .with("scope", String.join(" ", platform.scopes()))
            .with("state", state)
            .with(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)))
            .with("code_challenge_method", "S256");
    new TreeMap<>(platform.extra()).forEach(query::with);
    String separator = platform.authorizeUrl().getRawQuery() == null ? "?" : "&";
    return URI.create(platform.authorizeUrl() + separator + query.form());
  }

  /** Redeems the code that a person has brought, which lives for half a minute at X. */
  public Granted redeem(OAuthPlatform platform, String code, String verifier, String redirect)
      throws PlatformException, InterruptedException {
    Fields answer =
        ask(
            platform,
            new Query()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("redirect_uri", redirect)
                .with("code_verifier", verifier),
            new Redaction(code, verifier, platform.client().secret()));
    return new Granted(tokens(answer, null), missing(platform, answer.text("scope")));
  }

  /**
   * Renews tokens. X answers other ones and takes the earlier ones no more, so this is done by one
   * at a time, who stores the answer before anything else.
   *
   * @throws PlatformException {@link PlatformFailure.NeedsReconnect} when the grant is dead
   */
  Tokens renew(OAuthPlatform platform, Tokens earlier)
      throws PlatformException, InterruptedException {
    String refreshToken = earlier.refreshToken();
    if (refreshToken == null) {
      throw new PlatformException(
          new PlatformFailure.NeedsReconnect(
              "The access token has ended, and the connection has no refresh token."));
    }
    Fields answer =
        ask(
            platform,
            new Query().with("grant_type", "refresh_token").with("refresh_token", refreshToken),
            new Redaction(refreshToken, platform.client().secret()));
    return tokens(answer, earlier);
  }

  private Fields ask(OAuthPlatform platform, Query form, Redaction hiding)
      throws PlatformException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(platform.tokenUrl())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    if (platform.client().secret().isEmpty()) {
      form.with("client_id", platform.client().id());
    } else {
      request.header("Authorization", basic(platform.client()));
    }
    PlatformAnswer answer =
        http.exchange(request.POST(BodyPublishers.ofString(form.form())).build());
    if (answer.ok()) {
      return answer.json();
    }
    throw new PlatformException(refusal(platform, answer, hiding));
  }

  private PlatformFailure refusal(OAuthPlatform platform, PlatformAnswer answer, Redaction hiding) {
    Fields problem = answer.problem();
    String error = Objects.requireNonNullElse(problem.text("error"), "");
    String words = hiding.told(problem.text("error_description", "detail", "error"));
    String said = words.isEmpty() ? "." : ": " + words;
    if (answer.status() == 429) {
      return new PlatformFailure.RateLimited(
          "The platform renews no more tokens for a while" + said,
          Waiting.retryAfter(answer, USUAL_WAIT, clock.instant()));
    }
    if (answer.status() >= 500 || answer.status() == 408) {
      return new PlatformFailure.Transient(
          "The platform's token endpoint is out of order (" + answer.status() + ")" + said, true);
    }
    if (error.equals("invalid_grant") || isSpentAtX(error, words)) {
      return new PlatformFailure.NeedsReconnect("The platform has ended the grant" + said);
    }
    return new Rejected(
        "The platform's token endpoint refuses the client; are %s and its secret right?%s"
            .formatted(platform.clientVariable(), words.isEmpty() ? "" : " It says: " + words),
        Rejected.Kind.OTHER);
  }

  /** X words a refresh token that was used before as a request that is invalid. */
  private static boolean isSpentAtX(String error, String words) {
    return error.equals("invalid_request")
        && words.contains("Value passed for the token was invalid");
  }

  private Tokens tokens(Fields answer, @Nullable Tokens earlier) throws PlatformException {
    Tokens tokens = Tokens.of(answer, earlier, clock.instant());
    if (tokens == null) {
      throw new PlatformException(
          new PlatformFailure.Transient("The token endpoint answered without a token.", true));
    }
    return tokens;
  }

  private static Set<String> missing(OAuthPlatform platform, @Nullable String granted) {
    Set<String> missing = new TreeSet<>();
    if (granted != null) {
      missing.addAll(platform.scopes());
      Arrays.asList(granted.split("[\\s,]+")).forEach(missing::remove);
    }
    return missing;
  }

  private static String basic(OAuthPlatform.Client client) {
    String pair = encoded(client.id()) + ":" + encoded(client.secret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
