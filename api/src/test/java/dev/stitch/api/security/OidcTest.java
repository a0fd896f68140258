package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.stitch.api.testing.ApiTest;
import io.micronaut.core.annotation.NonNull;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People with tokens of an identity provider, which is played by a server of the test's own. */
@Tag("server")
class OidcTest extends ApiTest {

  private FakeIssuer issuer;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.oidc.issuer", issuer().url());
    properties.put("stitch.oidc.audience", "stitch");
    properties.put("stitch.oidc.roles-claim", "realm_access.roles");
    properties.put("stitch.oidc.roles", "viewer=staff,editor=content|marketing,admin=platform");
    properties.put("stitch.rate-limit-refused", "0");
    return properties;
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void aTokenOfTheIssuerGivesTheHighestRoleThatItsClaimsMapTo() {
    assertThat(status("GET", "/api/flows", signed(claims("staff")))).isEqualTo(200);
    assertThat(create(signed(claims("staff")))).isEqualTo(403);
    assertThat(create(signed(claims("staff", "marketing")))).isEqualTo(201);
    assertThat(status("GET", "/api/api-keys", signed(claims("platform")))).isEqualTo(200);
    assertThat(status("GET", "/api/flows", signed(claims("visitors")))).isEqualTo(403);
  }

  @Test
  void peopleAreNamedAsTheIssuerNamesThemButNeverByTheirAddress() {
    String admin = signed(claims("platform"));
    assertThat(who(admin)).isEqualTo("user:ada");
    assertThat(who(signed(builder("staff").claim("preferred_username", "a@b.example").build())))
        .isEqualTo("user:subject-1");
    assertThat(who(signed(builder("staff").claim("preferred_username", "local").build())))
        .as("no name of somebody else's: user:local is whoever needs no login")
        .isEqualTo("user:subject-1");
  }

  @Test
  void aKeyThatIsNamedAsAPersonIsToldApartFromThatPerson() {
    String admin = signed(claims("platform"));
    Answer made =
        post(
            "/api/api-keys",
            json("{'name':'ada','role':'editor'}"),
            "Authorization",
            "Bearer " + admin);
    String key = made.at("/apiKey").textValue();
    assertThat(create(key)).isEqualTo(201);
    Answer signedIn = post("/api/session", json("{'apiKey':'" + key + "'}"));

    assertThat(made.at("/createdBy").textValue()).isEqualTo("user:ada");
    assertThat(who(key)).isEqualTo("key:ada");
    assertThat(signedIn.at("/actor").textValue()).isEqualTo("key:ada");
    assertThat(
            get("/api/session", "Cookie", signedIn.header("set-cookie").split(";", 2)[0])
                .at("/actor")
                .textValue())
        .isEqualTo("key:ada");
    assertThat(actions(admin, "key:ada")).contains("POST /api/flows");
    assertThat(actions(admin, "user:ada")).contains("POST /api/api-keys");
  }

  private List<String> actions(String token, String actor) {
    Answer log = get("/api/audit-log?actor=" + actor, "Authorization", "Bearer " + token);
    return log.at("/data").findValuesAsText("action");
  }

  @Test
  void whatIsNotGoodIsRefused() throws JOSEException {
    Date past = Date.from(Instant.now().minusSeconds(3600));
    Date later = Date.from(Instant.now().plusSeconds(3600));
    List<String> bad =
        List.of(
            FakeIssuer.sign(claims("platform"), FakeIssuer.FOREIGN, JWSAlgorithm.RS256),
            signed(builder("platform").expirationTime(past).build()),
            signed(builder("platform").expirationTime(null).build()),
            signed(builder("platform").notBeforeTime(later).build()),
            signed(builder("platform").audience("other").build()),
            signed(builder("platform").audience((String) null).build()),
            signed(builder("platform").issuer("https://evil.example").build()),
            signed(builder("platform").subject(null).build()),
            new PlainJWT(claims("platform")).serialize(),
            withPublicKeyAsSecret(claims("platform")),
            signed(claims("platform")) + "x",
            "a.b.c",
            "nonsense");

    for (String token : bad) {
      assertThat(status("GET", "/api/flows", token)).as(token).isEqualTo(401);
    }
  }

  private String who(String token) {
    return get("/api/session", "Authorization", "Bearer " + token).at("/actor").textValue();
  }

  private int create(String token) {
    return post(
            "/api/flows", json("{'name':'F','kind':'system'}"), "Authorization", "Bearer " + token)
        .status();
  }

  private int status(String method, String path, String token) {
    return send(method, path, null, "Authorization", "Bearer " + token).status();
  }

  private JWTClaimsSet claims(String... roles) {
    return builder(roles).build();
  }

  private JWTClaimsSet.Builder builder(String... roles) {
    return issuer().claims("stitch").claim("realm_access", Map.of("roles", List.of(roles)));
  }

  private static String signed(JWTClaimsSet claims) {
    return FakeIssuer.sign(claims, FakeIssuer.KEY, JWSAlgorithm.RS256);
  }

  /** The old trick: a shared-secret signature whose secret is the public key. */
  private static String withPublicKeyAsSecret(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(FakeIssuer.KEY.getKeyID()).build(),
            claims);
    token.sign(new MACSigner(FakeIssuer.KEY.toRSAPublicKey().getEncoded()));
    return token.serialize();
  }

  private synchronized FakeIssuer issuer() {
    if (issuer == null) {
      issuer = new FakeIssuer("{}");
    }
    return issuer;
  }
}
