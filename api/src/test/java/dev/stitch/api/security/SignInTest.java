package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.stitch.api.testing.ApiTest;
import io.micronaut.core.annotation.NonNull;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the console at an identity provider, which is played by a server of the test's. */
@Tag("server")
class SignInTest extends ApiTest {

  private static final String PUBLIC = "http://stitch.example";

  private FakeIssuer issuer;

  /** Somebody's browser, which has been sent to the provider. */
  private record Visit(URI provider, String cookie) {

    String asked(String parameter) {
      return FakeIssuer.parameters(provider.getRawQuery()).get(parameter);
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    issuer = new FakeIssuer("{\"sub\":\"subject-2\",\"roles\":[\"admin\"]}");
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.oidc.issuer", issuer.url());
    properties.put("stitch.oidc.client-id", "console");
    properties.put("stitch.oidc.client-secret", "s3cret");
    properties.put("stitch.oidc.name", "Example ID");
    properties.put("stitch.public-url", PUBLIC);
    properties.put("stitch.encryption-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    properties.put("stitch.rate-limit-refused", "0");
    return properties;
  }

  @AfterAll
  void stop() {
    issuer.close();
  }

  @Test
  void theSignInPageLearnsWhichWaysThereAre() {
    Answer options = get("/api/session/options");

    assertThat(options.status()).isEqualTo(200);
    assertThat(options.at("/apiKey").booleanValue()).isTrue();
    assertThat(options.at("/oidc/name").textValue()).isEqualTo("Example ID");
  }

  @Test
  void somebodyWhomTheProviderVouchesForGetsASessionWithTheirRole() {
    Visit visit = begin("/workflows/flows?q=a%20b");
    assertThat(visit.provider().toString()).startsWith(issuer.url() + "/authorize?");
    assertThat(visit.asked("response_type")).isEqualTo("code");
    assertThat(visit.asked("redirect_uri")).isEqualTo(PUBLIC + "/api/session/oidc/callback");
    assertThat(visit.asked("code_challenge_method")).isEqualTo("S256");

    Answer back = comeBack(visit, issuer.grant(visit.provider(), roles("editor")));

    assertThat(back.status()).as(back.text()).isEqualTo(302);
    assertThat(back.header("location")).isEqualTo("/workflows/flows?q=a%20b");
    assertThat(back.header("set-cookie")).contains("HTTPOnly").contains("SameSite=Strict");
    String session = cookie(back);
    Answer who = get("/api/session", "Cookie", session);
    assertThat(who.at("/actor").textValue()).isEqualTo("user:ada");
    assertThat(who.at("/role").textValue()).isEqualTo("editor");
    String flow = json("{'name':'F','kind':'system'}");
    assertThat(post("/api/flows", flow, "Cookie", session).status()).isEqualTo(403);
    String csrf = who.at("/csrfToken").textValue();
    assertThat(post("/api/flows", flow, "Cookie", session, "X-CSRF-Token", csrf).status())
        .isEqualTo(201);
    assertThat(
            database.number(
                "SELECT count(*) FROM audit_log WHERE actor = 'user:ada' AND subject ="
                    + " '/api/session/oidc/callback' AND role = 'editor'"))
        .isPositive();
  }

  @Test
  void theIdTokenIsKeptSealedAndShownToTheProviderAtSignOut() {
    Visit visit = begin("/");
    String session = cookie(comeBack(visit, issuer.grant(visit.provider(), roles("viewer"))));
    String csrf = get("/api/session", "Cookie", session).at("/csrfToken").textValue();
    assertThat(
            database.number(
                "SELECT count(*) FROM login_sessions WHERE position('eyJ'::bytea IN"
                    + " sealed_id_token) > 0"))
        .isZero();

    Answer signedOut = delete("/api/session", "Cookie", session, "X-CSRF-Token", csrf);

    assertThat(signedOut.status()).isEqualTo(200);
    URI elsewhere = URI.create(signedOut.at("/continueAt").textValue());
    assertThat(elsewhere.toString()).startsWith(issuer.url() + "/goodbye?");
    assertThat(FakeIssuer.parameters(elsewhere.getRawQuery()))
        .containsEntry("post_logout_redirect_uri", PUBLIC + "/signin")
        .containsEntry("client_id", "console")
        .hasEntrySatisfying("id_token_hint", token -> assertThat(token).startsWith("eyJ"));
    assertThat(signedOut.header("set-cookie")).contains("Max-Age=0");
    assertThat(get("/api/flows", "Cookie", session).status()).isEqualTo(401);
  }

  @Test
  void aSessionIsOverAfterItsLength() {
    Visit visit = begin("/");
    String session = cookie(comeBack(visit, issuer.grant(visit.provider(), roles("viewer"))));
    assertThat(get("/api/flows", "Cookie", session).status()).isEqualTo(200);

    database.update("UPDATE login_sessions SET expires_at = now()");

    assertThat(get("/api/flows", "Cookie", session).status()).isEqualTo(401);
  }

  @Test
  void aRoleThatTheIdTokenKeepsToItselfIsAskedForAboutTheSamePersonOnly() {
    Visit hers = begin("/");
    String session =
        cookie(
            comeBack(hers, issuer.grant(hers.provider(), claims -> claims.subject("subject-2"))));
    assertThat(get("/api/session", "Cookie", session).at("/role").textValue()).isEqualTo("admin");

    Visit his = begin("/contacts");
    Answer back = comeBack(his, issuer.grant(his.provider(), claims -> claims));
    assertThat(back.header("location")).isEqualTo("/signin?problem=no_role&next=%2Fcontacts");
    assertThat(back.header("set-cookie")).isNull();
  }

  @Test
  void whoeverSaysNoThereIsToldSo() {
    Visit visit = begin("/contacts");

    Answer back = callback("error=access_denied&state=" + visit.asked("state"), visit.cookie());

    assertThat(back.header("location")).isEqualTo("/signin?problem=denied&next=%2Fcontacts");
  }

  @Test
  void anAnswerIsTakenFromTheBrowserThatAskedForItOnly() {
    Visit visit = begin("/");
    String query =
        "code=%s&state=%s"
            .formatted(issuer.grant(visit.provider(), roles("admin")), visit.asked("state"));

    expectProblem("expired", callback(query, null));
    expectProblem("expired", callback(query, begin("/").cookie()));
    expectProblem("expired", callback(query.replace("state=", "state=x"), visit.cookie()));
    expectProblem("expired", callback("code=abc", visit.cookie()));
    expectProblem("expired", callback("x=1", visit.cookie()));
    assertThat(callback(query, visit.cookie()).header("set-cookie")).contains("stitch_session");
  }

  @Test
  void anAnswerIsTakenOnce() {
    Visit visit = begin("/");
    String query =
        "code=%s&state=%s"
            .formatted(issuer.grant(visit.provider(), roles("viewer")), visit.asked("state"));
    assertThat(callback(query, visit.cookie()).header("set-cookie")).contains("stitch_session");

    expectProblem("expired", callback(query, visit.cookie()));
  }

  @Test
  void aCodeIsOfUseOnlyToTheAttemptThatItWasGivenFor() {
    Visit victim = begin("/");
    Visit attacker = begin("/");
    String stolen = issuer.grant(victim.provider(), roles("admin"));

    // The provider refuses it: the attacker's attempt has another code verifier.
    expectProblem("refused", comeBack(attacker, stolen));
  }

  @Test
  void anAttemptIsOverAfterAWhile() {
    Visit visit = begin("/");
    database.update("UPDATE login_attempts SET expires_at = now()");

    expectProblem("expired", comeBack(visit, issuer.grant(visit.provider(), roles("viewer"))));
  }

  @Test
  void anIdTokenThatIsNotGoodSignsNobodyIn() {
    Date past = Date.from(Instant.now().minusSeconds(3600));
    List<UnaryOperator<JWTClaimsSet.Builder>> bad =
        List.of(
            claims -> claims.claim("nonce", "another"),
            claims -> claims.claim("nonce", null),
            claims -> claims.audience("other"),
            claims -> claims.audience(List.of("console", "other")).claim("azp", "other"),
            claims -> claims.issuer("https://evil.example"),
            claims -> claims.subject(null),
            claims -> claims.expirationTime(past),
            claims -> claims.expirationTime(null));
    for (UnaryOperator<JWTClaimsSet.Builder> change : bad) {
      Visit visit = begin("/");
      expectProblem(
          "refused",
          comeBack(visit, issuer.grant(visit.provider(), claims -> change.apply(admin(claims)))));
    }
    Visit visit = begin("/");
    expectProblem(
        "refused",
        comeBack(visit, issuer.grant(visit.provider(), this::admin, FakeIssuer.FOREIGN)));
  }

  @Test
  void anAnswerOfAnotherProviderIsRefused() {
    Visit visit = begin("/");
    String code = issuer.grant(visit.provider(), roles("admin"));

    expectProblem(
        "refused",
        callback(
            "code=%s&state=%s&iss=https%%3A%%2F%%2Fevil.example"
                .formatted(code, visit.asked("state")),
            visit.cookie()));
  }

  @Test
  void aProviderThatDoesNotAnswerIsToldOf() {
    Visit visit = begin("/");
    String code = issuer.grant(visit.provider(), roles("admin"));
    issuer.down = true;
    try {
      expectProblem("unreachable", comeBack(visit, code));
    } finally {
      issuer.down = false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "/x\\..\\..//evil.example",
        "/api/session/oidc",
        "/a/../api/session/oidc",
        "/x\r\nSet-Cookie: a=b",
        ""
      })
  void nobodyIsLedElsewhere(String returnTo) {
    Visit visit = begin(returnTo);

    Answer back = comeBack(visit, issuer.grant(visit.provider(), roles("viewer")));

    assertThat(back.header("location")).isEqualTo("/");
    assertThat(back.header("set-cookie")).contains("stitch_session");
  }

  private JWTClaimsSet.Builder admin(JWTClaimsSet.Builder claims) {
    return claims.claim("roles", List.of("admin"));
  }

  private static UnaryOperator<JWTClaimsSet.Builder> roles(String role) {
    return claims -> claims.claim("roles", List.of(role));
  }

  private Visit begin(String returnTo) {
    Answer answer =
        get("/api/session/oidc?returnTo=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    assertThat(answer.header("set-cookie"))
        .contains("HTTPOnly")
        .contains("SameSite=Lax")
        .contains("Path=/api/session/oidc");
    return new Visit(URI.create(answer.header("location")), cookie(answer));
  }

  private Answer comeBack(Visit visit, String code) {
    return callback("code=%s&state=%s".formatted(code, visit.asked("state")), visit.cookie());
  }

  private Answer callback(String query, String cookie) {
    String path = "/api/session/oidc/callback?" + query;
    return cookie == null ? get(path) : get(path, "Cookie", cookie);
  }

  private static void expectProblem(String problem, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    assertThat(answer.header("location")).startsWith("/signin?problem=" + problem + "&next=");
    assertThat(answer.header("set-cookie")).isNull();
  }

  private static String cookie(Answer answer) {
    String header = answer.header("set-cookie");
    return header.substring(0, header.indexOf(';'));
  }
}
