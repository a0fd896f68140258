package dev.stitch.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.stitch.api.security.SignInFailure.Reason;
import dev.stitch.store.access.Role;
import dev.stitch.store.access.SignedIn;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Who somebody is, by the ID token that a code was redeemed for: signed by the provider, for this
 * console, for this attempt, and not over. The role comes from the claim that gives it in bearer
 * tokens too; providers that keep it out of the ID token are asked at their userinfo endpoint.
 */
@Singleton
public class ProvenIdentity {

  private final OidcSettings provider;
  private final SignInSettings settings;
  private final IdentityProvider endpoints;

  ProvenIdentity(OidcSettings provider, SignInSettings settings, IdentityProvider endpoints) {
    this.provider = provider;
    this.settings = settings;
    this.endpoints = endpoints;
  }

  SignedIn of(OIDCTokens tokens, Nonce nonce, String returnTo) throws SignInFailure, IOException {
    IDTokenClaimsSet claims = validated(tokens, nonce, returnTo);
    Map<String, Object> ofToken = claims.toJSONObject();
    String subject = claims.getSubject().getValue();
    Optional<Role> role = provider.role(ofToken);
    if (role.isEmpty()) {
      role = roleByUserInfo(tokens, subject);
    }
    return new SignedIn(
        OidcSettings.actor(ofToken, subject),
        role.orElseThrow(
            () -> new SignInFailure(Reason.NO_ROLE, "no claim gives a role", returnTo)));
  }

  private IDTokenClaimsSet validated(OIDCTokens tokens, Nonce nonce, String returnTo)
      throws SignInFailure, IOException {
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(provider.issuer()),
            new ClientID(settings.clientId()),
            endpoints.keys(),
            null);
    try {
      IDTokenClaimsSet claims = validated(validator, tokens, nonce);
      // The validator knows the claim but leaves it to us (OpenID Connect Core 3.1.3.7).
      AuthorizedParty party = claims.getAuthorizedParty();
      if (party != null && !party.getValue().equals(settings.clientId())) {
        throw new SignInFailure(Reason.REFUSED, "the token is for " + party, returnTo);
      }
      return claims;
    } catch (KeySourceException e) {
      throw new IOException(e);
    } catch (BadJOSEException | JOSEException e) {
      throw new SignInFailure(Reason.REFUSED, e.getMessage(), returnTo);
    }
  }

  private IDTokenClaimsSet validated(IDTokenValidator validator, OIDCTokens tokens, Nonce nonce)
      throws BadJOSEException, JOSEException, IOException {
    try {
      return validator.validate(tokens.getIDToken(), nonce);
    } catch (BadJWSException e) {
      if (!endpoints.readKeysAgain()) {
        throw e;
      }
      return validator.validate(tokens.getIDToken(), nonce);
    }
  }

  private Optional<Role> roleByUserInfo(OIDCTokens tokens, String subject) throws IOException {
    Optional<URI> endpoint = endpoints.userInfoEndpoint();
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    try {
      UserInfoResponse response =
          UserInfoResponse.parse(
              IdentityProvider.ask(
                  new UserInfoRequest(endpoint.get(), tokens.getAccessToken()).toHTTPRequest()));
      if (!response.indicatesSuccess() || response.toSuccessResponse().getUserInfo() == null) {
        return Optional.empty();
      }
      Map<String, Object> claims = response.toSuccessResponse().getUserInfo().toJSONObject();
      // Its claims count only when they are about the same person (OpenID Connect Core 5.3.2).
      return subject.equals(claims.get("sub")) ? provider.role(claims) : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
