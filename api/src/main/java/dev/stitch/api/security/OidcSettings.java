package dev.stitch.api.security;

import dev.stitch.api.http.WebAddress;
import dev.stitch.store.access.Role;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OpenID Connect provider, as the environment names it. */
@Singleton
public class OidcSettings {

  static final String DEFAULT_ROLES = "viewer=viewer,operator=operator,editor=editor,admin=admin";

  static final String DEFAULT_ROLES_CLAIM = "roles";

  /**
   * Whoever sits at this machine: without a login ({@link Caller#LOCAL}), or at its command line.
   */
  private static final Set<String> OWN_NAMES = Set.of("local", "cli");

  private final String issuer;
  private final String audience;
  private final String jwksUrl;
  private final List<String> rolesClaim;
  private final Map<Role, List<String>> roles;

  /**
   * Reads the settings.
   *
   * @param issuer {@code STITCH_OIDC_ISSUER}, as the {@code iss} claim has it; empty for none
   * @param audience {@code STITCH_OIDC_AUDIENCE}, one of the token's {@code aud}; empty when no
   *     tokens are taken and people only sign in to the console
   * @param clientId {@code STITCH_OIDC_CLIENT_ID}; see {@link SignInSettings}
   * @param jwksUrl {@code STITCH_OIDC_JWKS_URL}, found by discovery when empty
   * @param rolesClaim {@code STITCH_OIDC_ROLES_CLAIM}, whose steps are separated by dots
   * @param roles {@code STITCH_OIDC_ROLES}: for each role the values of the claim that give it,
   *     e.g. {@code editor=marketing|content,admin=platform}
   */
  OidcSettings(
      @Value("${stitch.oidc.issuer:}") String issuer,
      @Value("${stitch.oidc.audience:}") String audience,
      @Value("${stitch.oidc.client-id:}") String clientId,
      @Value("${stitch.oidc.jwks-url:}") String jwksUrl,
      @Value("${stitch.oidc.roles-claim:" + DEFAULT_ROLES_CLAIM + "}") String rolesClaim,
      @Value("${stitch.oidc.roles:`" + DEFAULT_ROLES + "`}") String roles) {
    if (!issuer.isBlank() && audience.isBlank() && clientId.isBlank()) {
      throw new IllegalArgumentException(
          "STITCH_OIDC_ISSUER is set, so STITCH_OIDC_AUDIENCE must be too, for bearer tokens, or"
              + " STITCH_OIDC_CLIENT_ID, for signing in: without, tokens for other services of the"
              + " same issuer would be good here.");
    }
    requireAddress("STITCH_OIDC_ISSUER", issuer);
    requireAddress("STITCH_OIDC_JWKS_URL", jwksUrl);
    this.issuer = issuer.strip();
    this.audience = audience.strip();
    this.jwksUrl = jwksUrl.strip();
    this.rolesClaim = List.of(rolesClaim.strip().split("\\."));
    this.roles = parse(roles);
  }

  private static void requireAddress(String variable, String text) {
    if (!text.isBlank()) {
      WebAddress.parse(variable, text);
    }
  }

  /** Whether there is a provider. */
  boolean present() {
    return !issuer.isEmpty();
  }

  /** Whether its tokens are taken from programs. */
  boolean takesTokens() {
    return present() && !audience.isEmpty();
  }

  String issuer() {
    return issuer;
  }

  String audience() {
    return audience;
  }

  /** Where the provider's keys are, empty when discovery tells. */
  Optional<String> jwksUrl() {
    return Optional.of(jwksUrl).filter(url -> !url.isEmpty());
  }

  /** The highest role that a token's claims give, empty when they give none. */
  Optional<Role> role(Map<String, Object> claims) {
    List<String> values = values(claims);
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(values::contains))
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }

  /**
   * How journeys and the audit log name whom claims are about. An address would be in every event
   * and in the logs, so the subject takes its place; so it does for the names that stand for nobody
   * whom a provider knows.
   */
  static String actor(Map<String, Object> claims, String subject) {
    boolean readable =
        claims.get("preferred_username") instanceof String name
            && !name.isBlank()
            && !name.contains("@")
            && !OWN_NAMES.contains(name);
    return "user:" + (readable ? claims.get("preferred_username") : subject);
  }

  private List<String> values(Map<String, Object> claims) {
    Object value = claims;
    for (String step : rolesClaim) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return switch (value) {
      case List<?> list -> list.stream().map(String::valueOf).toList();
      // OAuth's own scope claim is one text.
      case String text -> List.of(text.split(" "));
      case null, default -> List.of();
    };
  }

  private static Map<Role, List<String>> parse(String mapping) {
    Map<Role, List<String>> roles = new EnumMap<>(Role.class);
    for (String part : mapping.split(",")) {
      String[] sides = part.split("=", 2);
      Role role =
          Role.named(sides[0].strip())
              .filter(named -> sides.length == 2)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "STITCH_OIDC_ROLES must look like viewer=staff,editor=a|b,admin=ops; not "
                              + part));
      roles.put(role, Arrays.stream(sides[1].split("\\|")).map(String::strip).toList());
    }
    return roles;
  }
}
