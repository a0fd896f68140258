package dev.stitch.api.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises people by tokens of an OpenID Connect provider: signed by one of its published keys,
 * for us, and not over. The keys are read when the first token comes, and again when they change.
 */
@Singleton
public class OidcTokens {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private static final int PATIENCE_MILLISECONDS = 3_000;
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  /** Signatures by keys that only the provider has; none by a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

  private final OidcSettings settings;
  private final ObjectMapper mapper;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(PATIENCE_MILLISECONDS, PATIENCE_MILLISECONDS, MAX_ANSWER_BYTES);
  private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

  OidcTokens(OidcSettings settings, ObjectMapper mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  /**
   * The caller that a token is about.
   *
   * @throws ApiProblem 401 when the token is not good, 403 when it gives no role, 503 when the
   *     provider's keys cannot be read now
   */
  Caller caller(String token) {
    if (!settings.present()) {
      throw ApiProblem.unauthorized("API keys begin with sk_, and no other tokens are taken.");
    }
    try {
      JWTClaimsSet claims = processor().process(token, null);
      return caller(claims);
    } catch (ParseException | BadJOSEException e) {
      LOG.debug("A token was refused: {}", e.getMessage());
      throw ApiProblem.unauthorized("The token is not good here, or not any more.");
    } catch (KeySourceException | IOException e) {
      throw unreachable(e);
    } catch (JOSEException e) {
      throw new IllegalStateException("The token could not be checked", e);
    }
  }

  private Caller caller(JWTClaimsSet claims) throws ParseException {
    String name = claims.getStringClaim("preferred_username");
    // An address would be in every journey event and in the logs.
    boolean readable = name != null && !name.isBlank() && !name.contains("@");
    Role role =
        settings
            .role(claims.getClaims())
            .orElseThrow(() -> ApiProblem.forbidden("The token gives no role here."));
    return new Caller("user:" + (readable ? name : claims.getSubject()), role);
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> known = processor;
    if (known == null) {
      known = build(keysUrl());
      processor = known;
    }
    return known;
  }

  private DefaultJWTProcessor<SecurityContext> build(URL keys) {
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    made.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            ALGORITHMS, JWKSourceBuilder.create(keys, http).retrying(true).build()));
    made.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp")));
    return made;
  }

  private URL keysUrl() throws IOException {
    if (settings.jwksUrl().isPresent()) {
      return URI.create(settings.jwksUrl().get()).toURL();
    }
    String base = settings.issuer().replaceAll("/+$", "");
    URL discovery = URI.create(base + "/.well-known/openid-configuration").toURL();
    try {
      JsonNode document = mapper.readTree(http.retrieveResource(discovery).getContent());
      if (!document.path("issuer").asText().equals(settings.issuer())) {
        throw new IOException(discovery + " is about another issuer");
      }
      return URI.create(document.path("jwks_uri").asText()).toURL();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(discovery + " cannot be understood", e);
    }
  }

  private static ApiProblem unreachable(Exception failure) {
    LOG.warn("The identity provider's keys cannot be read: {}", failure.toString());
    return ApiProblem.unavailable("The identity provider cannot be reached now; please repeat.");
  }

  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return Set.copyOf(algorithms);
  }
}
