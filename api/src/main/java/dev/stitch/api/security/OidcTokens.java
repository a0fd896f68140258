package dev.stitch.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.text.ParseException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises people by tokens of an OpenID Connect provider: signed by one of its published keys,
 * for us, and not over.
 */
@Singleton
public class OidcTokens {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private final OidcSettings settings;
  private final IdentityProvider provider;
  private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

  OidcTokens(OidcSettings settings, IdentityProvider provider) {
    this.settings = settings;
    this.provider = provider;
  }

  /**
   * The caller that a token is about.
   *
   * @throws ApiProblem 401 when the token is not good, 403 when it gives no role, 503 when the
   *     provider's keys cannot be read now
   */
  Caller caller(String token) {
    if (!settings.takesTokens()) {
      throw ApiProblem.unauthorized("API keys begin with sk_, and no other tokens are taken.");
    }
    try {
      return caller(claims(token));
    } catch (ParseException | BadJOSEException e) {
      LOG.debug("A token was refused: {}", e.getMessage());
      throw ApiProblem.unauthorized("The token is not good here, or not any more.");
    } catch (RateLimitReachedException e) {
      // The token may be good: a key that was published this moment is still unknown.
      throw ApiProblem.unavailable("The key of this token is not known yet; please repeat.");
    } catch (KeySourceException | IOException e) {
      throw unreachable(e);
    } catch (JOSEException e) {
      throw new IllegalStateException("The token could not be checked", e);
    }
  }

  private JWTClaimsSet claims(String token)
      throws IOException, ParseException, BadJOSEException, JOSEException {
    DefaultJWTProcessor<SecurityContext> known = processor();
    try {
      return known.process(token, null);
    } catch (BadJWSException e) {
      if (!provider.readKeysAgain()) {
        throw e;
      }
      return known.process(token, null);
    }
  }

  private Caller caller(JWTClaimsSet claims) {
    Role role =
        settings
            .role(claims.getClaims())
            .orElseThrow(() -> ApiProblem.forbidden("The token gives no role here."));
    return new Caller(OidcSettings.actor(claims.getClaims(), claims.getSubject()), role);
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> known = processor;
    if (known == null) {
      known = build();
      processor = known;
    }
    return known;
  }

  private DefaultJWTProcessor<SecurityContext> build() throws IOException {
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    made.setJWSKeySelector(provider.keys());
    made.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp")));
    return made;
  }

  private static ApiProblem unreachable(Exception failure) {
    LOG.warn("The identity provider's keys cannot be read: {}", failure.toString());
    return ApiProblem.unavailable("The identity provider cannot be reached now; please repeat.");
  }
}
