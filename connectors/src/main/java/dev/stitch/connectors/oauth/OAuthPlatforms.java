package dev.stitch.connectors.oauth;

import dev.stitch.connectors.http.PlatformAddress;
import dev.stitch.connectors.oauth.OAuthPlatform.Client;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platforms that people let Stitch in at, as the environment describes them. */
@Singleton
public class OAuthPlatforms {

  private static final String GOOGLE_SCOPE = "https://www.googleapis.com/auth/";

  private final OAuthPlatform x;
  private final OAuthPlatform google;

  /**
   * Reads the settings: {@code STITCH_X_CLIENT_ID|SECRET}, {@code STITCH_X_AUTHORIZE_URL}, {@code
   * STITCH_X_TOKEN_URL}, and the same of {@code GOOGLE}.
   */
  public OAuthPlatforms(
      @Value("${stitch.x.client-id:}") String xClientId,
      @Value("${stitch.x.client-secret:}") String xClientSecret,
      @Value("${stitch.x.authorize-url:}") String xAuthorizeUrl,
      @Value("${stitch.x.token-url:}") String xTokenUrl,
      @Value("${stitch.google.client-id:}") String googleClientId,
      @Value("${stitch.google.client-secret:}") String googleClientSecret,
      @Value("${stitch.google.authorize-url:}") String googleAuthorizeUrl,
      @Value("${stitch.google.token-url:}") String googleTokenUrl) {
    this.x =
        new OAuthPlatform(
            Toolkit.X,
            "STITCH_X_CLIENT_ID",
            new Client(xClientId.strip(), xClientSecret.strip()),
            PlatformAddress.of(xAuthorizeUrl, "https://x.com/i/oauth2/authorize"),
            PlatformAddress.of(xTokenUrl, "https://api.x.com/2/oauth2/token"),
            List.of(
                "tweet.read",
                "tweet.write",
                "users.read",
                "follows.read",
                "follows.write",
                "like.write",
                "dm.read",
                "dm.write",
                // Without it there is no refresh token, and the grant ends after two hours.
                "offline.access"),
            Map.of());
    this.google =
        new OAuthPlatform(
            Toolkit.GMAIL,
            "STITCH_GOOGLE_CLIENT_ID",
            new Client(googleClientId.strip(), googleClientSecret.strip()),
            PlatformAddress.of(googleAuthorizeUrl, "https://accounts.google.com/o/oauth2/v2/auth"),
            PlatformAddress.of(googleTokenUrl, "https://oauth2.googleapis.com/token"),
            List.of(
                GOOGLE_SCOPE + "contacts.readonly",
                GOOGLE_SCOPE + "gmail.readonly",
                GOOGLE_SCOPE + "gmail.send"),
            // Without them Google gives a refresh token only to who comes for the first time.
            Map.of("access_type", "offline", "prompt", "consent"));
  }

  /** Where people let Stitch in for a toolkit; empty for toolkits that offer no such thing. */
  public Optional<OAuthPlatform> of(Toolkit toolkit) {
    return switch (toolkit) {
      case X -> Optional.of(x);
      case GMAIL -> Optional.of(google);
      case HTTP, SMTP, ANTHROPIC, MCP, LINKEDIN, SUBSTACK -> Optional.empty();
    };
  }
}
