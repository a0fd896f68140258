package dev.stitch.api.security;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the console signs people in at the identity provider, as the environment says it. */
@Singleton
public class SignInSettings {

  /** Where the provider sends people back to, below the public address. */
  static final String CALLBACK = "/api/session/oidc/callback";

  static final String DEFAULT_SCOPES = "openid profile";

  private final String clientId;
  private final String clientSecret;
  private final String name;
  private final List<String> scopes;
  private final String publicUrl;

  /**
   * Reads the settings.
   *
   * @param clientId {@code STITCH_OIDC_CLIENT_ID}, by which the provider knows the console; empty
   *     when people do not sign in with it
   * @param clientSecret {@code STITCH_OIDC_CLIENT_SECRET}; empty for a public client
   * @param name {@code STITCH_OIDC_NAME}, what the button calls the provider; its host when empty
   * @param scopes {@code STITCH_OIDC_SCOPES}, separated by spaces
   * @param publicUrl {@code STITCH_PUBLIC_URL}, where browsers find the console
   */
  SignInSettings(
      OidcSettings provider,
      @Value("${stitch.oidc.client-id:}") String clientId,
      @Value("${stitch.oidc.client-secret:}") String clientSecret,
      @Value("${stitch.oidc.name:}") String name,
      @Value("${stitch.oidc.scopes:" + DEFAULT_SCOPES + "}") String scopes,
      @Value("${stitch.public-url:}") String publicUrl) {
    this.clientId = clientId.strip();
    this.clientSecret = clientSecret.strip();
    this.scopes = Arrays.stream(scopes.strip().split("\\s+")).toList();
    this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
    if (present()) {
      require(provider.present(), "STITCH_OIDC_ISSUER must be too: it is who signs people in.");
      require(!this.publicUrl.isEmpty(), "STITCH_PUBLIC_URL must be too: people come back to it.");
      require(this.scopes.contains("openid"), "STITCH_OIDC_SCOPES must have openid among them.");
    }
    this.name = name.isBlank() && provider.present() ? host(provider.issuer()) : name.strip();
  }

  private static void require(boolean met, String rule) {
    if (!met) {
      throw new IllegalArgumentException("STITCH_OIDC_CLIENT_ID is set, so " + rule);
    }
  }

  /** Whether people can sign in at the provider. */
  boolean present() {
    return !clientId.isEmpty();
  }

  String clientId() {
    return clientId;
  }

  /** Empty for a public client, which proves itself by PKCE alone. */
  Optional<String> clientSecret() {
    return Optional.of(clientSecret).filter(secret -> !secret.isEmpty());
  }

  /** What people call the provider. */
  String name() {
    return name;
  }

  String[] scopes() {
    return scopes.toArray(String[]::new);
  }

  /** Where the provider sends people after they have said who they are. */
  URI callback() {
    return URI.create(publicUrl + CALLBACK);
  }

  /** Where the provider sends people after they have signed out of it too. */
  URI afterSignOut() {
    return URI.create(publicUrl + "/signin");
  }

  private static String host(String issuer) {
    String host = URI.create(issuer).getHost();
    return host == null ? issuer : host;
  }
}
