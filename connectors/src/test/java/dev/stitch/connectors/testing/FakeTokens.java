package dev.stitch.connectors.testing;

import dev.stitch.connectors.testing.FakePlatform.Request;
import dev.stitch.connectors.testing.FakePlatform.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens of a platform: which are good, and its token endpoint. */
public final class FakeTokens {

  private final boolean rotating;
  private final Response dead;
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger renewals = new AtomicInteger();
  private final Set<String> access = ConcurrentHashMap.newKeySet();
  private final Set<String> refresh = ConcurrentHashMap.newKeySet();
  private final Map<String, URI> codes = new ConcurrentHashMap<>();

  /**
   * @param rotating whether a refresh token is good once, and its answer has the next
   * @param dead what the endpoint answers to one that is not good
   */
  FakeTokens(boolean rotating, Response dead) {
    this.rotating = rotating;
    this.dead = dead;
  }

  /** Makes an access token good. */
  public String accessToken() {
    String token = "access-" + issued.incrementAndGet() + "-planted";
    access.add(token);
    return token;
  }

  /** Makes a refresh token good. */
  public String refreshToken() {
    String token = "refresh-" + issued.incrementAndGet() + "-planted";
    refresh.add(token);
    return token;
  }

  /** Ends all access tokens, as time does. */
  public void endAccess() {
    access.clear();
  }

  /** Ends everything, as a person does who takes the permission back. */
  public void revoke() {
    access.clear();
    refresh.clear();
  }

  /** How often tokens were renewed. */
  public int renewals() {
    return renewals.get();
  }

  /** Somebody says yes at the address that they were sent to; answers the code they bring back. */
  public String consent(URI authorization) {
    String code = "code-" + issued.incrementAndGet() + "-planted";
    codes.put(code, authorization);
    return code;
  }

  boolean takes(Request request) {
    return request.bearer().filter(access::contains).isPresent();
  }

  Response answer(Request request, String scope) {
    return switch (String.valueOf(request.formField("grant_type"))) {
      case "authorization_code" -> redeemed(request, scope);
      case "refresh_token" -> renewed(request, scope);
      default -> Response.of(400, "{'error':'unsupported_grant_type'}");
    };
  }

  private Response redeemed(Request request, String scope) {
    URI asked = codes.remove(String.valueOf(request.formField("code")));
    if (asked == null
        || !asked.getQuery().contains("code_challenge=" + challenge(request))
        || !asked.getQuery().contains("redirect_uri=" + request.formField("redirect_uri"))) {
      return Response.of(400, "{'error':'invalid_grant','error_description':'Bad code.'}");
    }
    return pair(scope, refreshToken());
  }

  private Response renewed(Request request, String scope) {
    String token = String.valueOf(request.formField("refresh_token"));
    if (!(rotating ? refresh.remove(token) : refresh.contains(token))) {
      return dead;
    }
    renewals.incrementAndGet();
    return pair(scope, rotating ? refreshToken() : null);
  }

  private Response pair(String scope, String refreshToken) {
    String next = refreshToken == null ? "" : "'refresh_token':'" + refreshToken + "',";
    return Response.of(
        200,
        "{'token_type':'bearer','expires_in':7200,"
            + next
            + "'access_token':'"
            + accessToken()
            + "','scope':'"
            + scope
            + "'}");
  }

  private static String challenge(Request request) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.valueOf(request.formField("code_verifier"))
                      .getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
