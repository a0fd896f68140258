package dev.stitch.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An identity provider of the test's own, over HTTP: discovery, keys, codes that are good once and
 * for whom they were asked for, and userinfo.
 */
final class FakeIssuer implements AutoCloseable {

  static final RSAKey KEY = rsaKey("first");

  /** Of the same name, but nobody published it. */
  static final RSAKey FOREIGN = rsaKey("first");

  private final HttpServer server;
  private final Map<String, Granted> codes = new ConcurrentHashMap<>();
  private final String userInfo;

  /** The keys it publishes now; a test that changes them rotates keys. */
  volatile JWKSet published = new JWKSet(KEY);

  /** How often its keys were read. */
  final AtomicInteger keysRead = new AtomicInteger();

  /** Whether it is down: every answer is 503. */
  volatile boolean down;

  private record Granted(Map<String, String> asked, String idToken) {}

  /**
   * Starts it.
   *
   * @param userInfo what it tells of anybody, as JSON
   */
  FakeIssuer(String userInfo) {
    this.userInfo = userInfo;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve("/.well-known/openid-configuration", exchange -> discovery());
    serve("/keys", exchange -> keys());
    serve("/token", this::redeem);
    serve("/userinfo", exchange -> this.userInfo);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a token says of Ada, who has the role of staff unless a test changes that. */
  JWTClaimsSet.Builder claims(String audience) {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(audience)
        .subject("subject-1")
        .claim("preferred_username", "ada")
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  /**
   * What it does once somebody has said who they are.
   *
   * @param asked the address that the browser was sent to
   * @return the code to send back
   */
  String grant(URI asked, UnaryOperator<JWTClaimsSet.Builder> claims) {
    return grant(asked, claims, KEY);
  }

  /** The same, signed with a key of one's choice. */
  String grant(URI asked, UnaryOperator<JWTClaimsSet.Builder> claims, RSAKey key) {
    Map<String, String> query = parameters(asked.getRawQuery());
    JWTClaimsSet.Builder usual = claims(query.get("client_id")).claim("nonce", query.get("nonce"));
    String code = UUID.randomUUID().toString();
    codes.put(code, new Granted(query, sign(claims.apply(usual).build(), key, JWSAlgorithm.RS256)));
    return code;
  }

  static String sign(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parameters of a query or form. */
  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&")) {
      String[] sides = part.split("=", 2);
      parameters.put(
          URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
          URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",
         "token_endpoint":"%1$s/token","userinfo_endpoint":"%1$s/userinfo",
         "end_session_endpoint":"%1$s/goodbye"}
        """
        .formatted(url());
  }

  private String keys() {
    keysRead.incrementAndGet();
    return published.toPublicJWKSet().toString();
  }

  private String redeem(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Granted granted = codes.remove(form.get("code"));
    boolean good =
        granted != null
            && "authorization_code".equals(form.get("grant_type"))
            && "S256".equals(granted.asked().get("code_challenge_method"))
            && granted.asked().get("code_challenge").equals(challenge(form.get("code_verifier")))
            && granted.asked().get("redirect_uri").equals(form.get("redirect_uri"))
            && "Basic Y29uc29sZTpzM2NyZXQ=".equals(auth(exchange));
    return good
        ? "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
            .formatted(granted.idToken())
        : "{\"error\":\"invalid_grant\"}";
  }

  /** {@code console} and {@code s3cret}. */
  private static String auth(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("Authorization");
  }

  private static String challenge(String verifier) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Answering {
    String answer(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answering answering) {
    server.createContext(
        path,
        exchange -> {
          String body = down ? "" : answering.answer(exchange);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          int status = down ? 503 : body.contains("\"error\"") ? 400 : 200;
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  static RSAKey rsaKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
