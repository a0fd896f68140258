package dev.stitch.api.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
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

  /**
   * Tokens of unknown keys make us read the provider's keys twice in this time, so that whoever
   * makes such tokens up cannot make us flood it. A key that it puts out meanwhile is known after
   * this time at the latest.
   */
  private static final long READ_INTERVAL_MILLISECONDS = 2_000;

  /** Signatures by keys that only the provider has; none by a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final OidcSettings settings;
  private final ObjectMapper mapper;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(PATIENCE_MILLISECONDS, PATIENCE_MILLISECONDS, MAX_ANSWER_BYTES);
  private volatile @Nullable JsonNode document;
  private volatile @Nullable Keys keys;

  /**
   * Its keys, read when they are needed and kept for minutes.
   *
   * @param selector finds the key of a signature
   * @param source where the selector has them from
   */
  private record Keys(
      JWSKeySelector<SecurityContext> selector, JWKSetSource<SecurityContext> source) {

    static Keys at(URL url, ResourceRetriever http) {
      var source =
          (JWKSetBasedJWKSource<SecurityContext>)
              JWKSourceBuilder.<SecurityContext>create(url, http)
                  .retrying(true)
                  .rateLimited(READ_INTERVAL_MILLISECONDS)
                  .refreshAheadCache(false)
                  .build();
      return new Keys(
          new JWSVerificationKeySelector<>(ALGORITHMS, source), source.getJWKSetSource());
    }
  }

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

  /** Finds the key of a signature; a key of an unknown name makes it read them again. */
  JWSKeySelector<SecurityContext> keys() throws IOException {
    return known().selector();
  }

  /**
   * Reads the keys again, for a signature that fits none of those known: the provider may have put
   * a new key in the place of one, under the same name or under none.
   *
   * @return false when that was done a moment ago
   */
  boolean readKeysAgain() throws IOException, KeySourceException {
    try {
      known()
          .source()
          .getJWKSet(JWKSetCacheRefreshEvaluator.forceRefresh(), System.currentTimeMillis(), null);
      return true;
    } catch (RateLimitReachedException e) {
      return false;
    }
  }

  private Keys known() throws IOException {
    Keys known = keys;
    if (known == null) {
      URI url =
          settings.jwksUrl().isPresent()
              ? URI.create(settings.jwksUrl().get())
              : endpoint("jwks_uri");
      known = Keys.at(url.toURL(), http);
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
