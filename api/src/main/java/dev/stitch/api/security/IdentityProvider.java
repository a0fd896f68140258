package dev.stitch.api.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The OpenID Connect provider itself: where its parts are, which its discovery document says, and
 * the keys it signs with. Both are read when they are first needed, so that a provider that is down
 * does not keep the API from starting.
 */
@Singleton
public class IdentityProvider {

  private static final int PATIENCE_MILLISECONDS = 3_000;
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  /** Signatures by keys that only the provider has; none by a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final OidcSettings settings;
  private final ObjectMapper mapper;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(PATIENCE_MILLISECONDS, PATIENCE_MILLISECONDS, MAX_ANSWER_BYTES);
  private volatile @Nullable JsonNode document;
  private volatile @Nullable JWSKeySelector<SecurityContext> keys;

  IdentityProvider(OidcSettings settings, ObjectMapper mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  /** Where people say who they are. */
  URI authorizationEndpoint() throws IOException {
    return endpoint("authorization_endpoint");
  }

  /** Where codes are redeemed. */
  URI tokenEndpoint() throws IOException {
    return endpoint("token_endpoint");
  }

  /** Where it tells more of somebody, if it does. */
  Optional<URI> userInfoEndpoint() throws IOException {
    return optionalEndpoint("userinfo_endpoint");
  }

  /** Where people sign out of it, if they can. */
  Optional<URI> endSessionEndpoint() throws IOException {
    return optionalEndpoint("end_session_endpoint");
  }

  /** Finds the key of a signature; keys are read again when one is not known. */
  JWSKeySelector<SecurityContext> keys() throws IOException {
    JWSKeySelector<SecurityContext> known = keys;
    if (known == null) {
      URI url =
          settings.jwksUrl().isPresent()
              ? URI.create(settings.jwksUrl().get())
              : endpoint("jwks_uri");
      known =
          new JWSVerificationKeySelector<>(
              ALGORITHMS, JWKSourceBuilder.create(url.toURL(), http).retrying(true).build());
      keys = known;
    }
    return known;
  }

  /** Sends it a request of ours; where it leads us elsewhere we do not go. */
  static HTTPResponse ask(HTTPRequest request) throws IOException {
    request.setConnectTimeout(PATIENCE_MILLISECONDS);
    request.setReadTimeout(PATIENCE_MILLISECONDS);
    request.setFollowRedirects(false);
    return request.send();
  }

  private URI endpoint(String name) throws IOException {
    return optionalEndpoint(name)
        .orElseThrow(() -> new IOException("the discovery document has no " + name));
  }

  private Optional<URI> optionalEndpoint(String name) throws IOException {
    String url = document().path(name).asText();
    try {
      return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      throw new IOException("the discovery document's " + name + " is no address", e);
    }
  }

  private JsonNode document() throws IOException {
    JsonNode known = document;
    if (known == null) {
      known = discover();
      document = known;
    }
    return known;
  }

  private JsonNode discover() throws IOException {
    String base = settings.issuer().replaceAll("/+$", "");
    URI discovery = URI.create(base + "/.well-known/openid-configuration");
    try {
      JsonNode found = mapper.readTree(http.retrieveResource(discovery.toURL()).getContent());
      if (!found.path("issuer").asText().equals(settings.issuer())) {
        throw new IOException(discovery + " is about another issuer");
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new IOException(discovery + " cannot be understood", e);
    }
  }

  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return Set.copyOf(algorithms);
  }
}
