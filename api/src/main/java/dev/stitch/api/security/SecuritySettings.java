package dev.stitch.api.security;

import java.util.Map;
import java.util.Set;

/**
 * Reads the settings of logins as the API's beans do, so that a wrong one is said when the program
 * starts: the beans are made when a request first needs them.
 */
public final class SecuritySettings {

  /** The variables that {@link #check} reads. */
  public static final Set<String> VARIABLES =
      Set.of(
          "STITCH_LOGIN",
          "STITCH_OIDC_ISSUER",
          "STITCH_OIDC_AUDIENCE",
          "STITCH_OIDC_CLIENT_ID",
          "STITCH_OIDC_CLIENT_SECRET",
          "STITCH_OIDC_JWKS_URL",
          "STITCH_OIDC_NAME",
          "STITCH_OIDC_ROLES",
          "STITCH_OIDC_ROLES_CLAIM",
          "STITCH_OIDC_SCOPES",
          "STITCH_PUBLIC_URL",
          "STITCH_SESSION_LENGTH");

  private SecuritySettings() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one makes no sense, or not with the others; the message
   *     names it
   */
  public static void check(Map<String, String> environment) {
    LoginPolicy.isOff(environment.getOrDefault("STITCH_LOGIN", "required"));
    SessionLength.parse(environment.getOrDefault("STITCH_SESSION_LENGTH", SessionLength.USUAL));
    OidcSettings provider =
        new OidcSettings(
            environment.getOrDefault("STITCH_OIDC_ISSUER", ""),
            environment.getOrDefault("STITCH_OIDC_AUDIENCE", ""),
            environment.getOrDefault("STITCH_OIDC_CLIENT_ID", ""),
            environment.getOrDefault("STITCH_OIDC_JWKS_URL", ""),
            environment.getOrDefault("STITCH_OIDC_ROLES_CLAIM", OidcSettings.DEFAULT_ROLES_CLAIM),
            environment.getOrDefault("STITCH_OIDC_ROLES", OidcSettings.DEFAULT_ROLES));
    new SignInSettings(
        provider,
        environment.getOrDefault("STITCH_OIDC_CLIENT_ID", ""),
        environment.getOrDefault("STITCH_OIDC_CLIENT_SECRET", ""),
        environment.getOrDefault("STITCH_OIDC_NAME", ""),
        environment.getOrDefault("STITCH_OIDC_SCOPES", SignInSettings.DEFAULT_SCOPES),
        environment.getOrDefault("STITCH_PUBLIC_URL", ""));
  }
}
