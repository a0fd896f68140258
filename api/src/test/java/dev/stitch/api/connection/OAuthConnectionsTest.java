package dev.stitch.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.store.connection.ConnectionRepository;
import io.micronaut.core.annotation.NonNull;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting accounts at platforms, which are played by servers of the test's. */
@Tag("server")
class OAuthConnectionsTest extends ApiTest {

  private static final String PUBLIC = "http://stitch.example";
  private static final String START = "/api/connections/oauth/x/start";
  private static final String CALLBACK = "/api/connections/oauth/x/callback";

  @Inject ConnectionRepository connections;

  private FakeX x;
  private FakeGoogle google;

  @Override
  public @NonNull Map<String, String> getProperties() {
    x = new FakeX();
    google = new FakeGoogle();
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.public-url", PUBLIC);
    properties.put("stitch.x.client-id", "x-client");
    properties.put("stitch.x.client-secret", "x-client-planted");
    properties.put("stitch.x.authorize-url", x.url() + "/i/oauth2/authorize");
    properties.put("stitch.x.token-url", x.url() + FakeX.TOKEN_PATH);
    properties.put("stitch.x.api-url", x.url().toString());
    properties.put("stitch.google.client-id", "google-client");
    properties.put("stitch.google.token-url", google.url() + FakeGoogle.TOKEN_PATH);
    properties.put("stitch.gmail.api-url", google.url().toString());
    return properties;
  }

  @AfterAll
  void stop() {
    x.close();
    google.close();
  }

  /** Somebody's browser that has been told where to go. */
  private record Visit(URI platform, String cookie) {

    String asked(String parameter) {
      Map<String, String> parameters = new TreeMap<>();
      for (String pair : platform.getRawQuery().split("&")) {
        String[] sides = pair.split("=", 2);
        parameters.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
      return parameters.get(parameter);
    }
  }

  @Test
  void anAccountOfXIsConnectedByItsOwnersYes() {
    Visit visit = start(START + "?name=main&returnTo=/settings/connections?tab=x");
    assertThat(visit.platform().toString()).startsWith(x.url() + "/i/oauth2/authorize?");
    assertThat(visit.asked("client_id")).isEqualTo("x-client");
    assertThat(visit.asked("code_challenge_method")).isEqualTo("S256");
    assertThat(visit.asked("redirect_uri")).isEqualTo(PUBLIC + CALLBACK);
    assertThat(visit.asked("scope")).contains("offline.access");

    Answer back = comeBack(visit, x.tokens().consent(visit.platform()));

    assertThat(back.status()).as(back.text()).isEqualTo(302);
    assertThat(back.header("location")).startsWith("/settings/connections?tab=x&connected=");
    UUID id = UUID.fromString(back.header("location").replaceAll(".*connected=", ""));
    Answer view = get("/api/connections/" + id);
    assertThat(view.at("/name").textValue()).isEqualTo("main");
    assertThat(view.at("/account/id").textValue()).isEqualTo(FakeX.OWN_ID);
    assertThat(view.at("/account/name").textValue()).isEqualTo("stitch");
    assertThat(view.at("/health/state").textValue()).isEqualTo("connected");
    assertThat(view.at("/health/tokenExpiresAt").isTextual()).isTrue();
    assertThat(view.at("/capabilities").findValues("available"))
        .isNotEmpty()
        .allMatch(available -> available.booleanValue());
    assertThat(Tokens.parse(connections.secret(id).orElseThrow()).refreshToken()).isNotNull();
    assertThat(view.text() + back.text() + get("/api/audit-log").text()).doesNotContain("planted");
    assertThat(get("/api/audit-log").text()).contains(id.toString());
  }

  @Test
  void anAccountOfGmailIsAskedForATokenThatLasts() {
    Visit visit = start("/api/connections/oauth/gmail/start?name=ada");
    assertThat(visit.asked("access_type")).isEqualTo("offline");
    assertThat(visit.asked("prompt")).isEqualTo("consent");

    Answer back =
        get(
            "/api/connections/oauth/gmail/callback?state="
                + visit.asked("state")
                + "&code="
                + google.tokens().consent(visit.platform()),
            "Cookie",
            visit.cookie());

    assertThat(back.header("location")).startsWith("/settings/connections?connected=");
    assertThat(connected(back).at("/account/name").textValue()).isEqualTo(FakeGoogle.ADDRESS);
  }

  @Test
  void aBrowserThatAsksForAPageIsSentThereAtOnce() {
    Answer answer = get(START + "?name=page", "Accept", "text/html,*/*");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).startsWith(x.url().toString());
  }

  @Test
  void anAnswerIsGoodOnceInTheBrowserThatBeganItForTheToolkitItIsOf() {
    Visit visit = start(START + "?name=once");
    String code = x.tokens().consent(visit.platform());
    String query = "?state=" + visit.asked("state") + "&code=" + code;

    assertProblem(get(CALLBACK + query), "expired");
    assertProblem(get(CALLBACK + query, "Cookie", "stitch_connect=another"), "expired");
    assertProblem(
        get("/api/connections/oauth/gmail/callback" + query, "Cookie", visit.cookie()), "expired");
    assertThat(comeBack(visit, code).header("location")).contains("connected=");
    assertProblem(comeBack(visit, code), "expired");
  }

  @Test
  void anAttemptIsOverAfterItsTime() {
    Visit visit = start(START + "?name=late");
    database.update("UPDATE connection_attempts SET expires_at = now()");

    assertProblem(comeBack(visit, x.tokens().consent(visit.platform())), "expired");
  }

  @Test
  void whatGoesWrongAtThePlatformIsOneWordForTheConsole() {
    Visit denied = start(START + "?name=denied");
    assertProblem(
        get(
            CALLBACK + "?error=access_denied&state=" + denied.asked("state"),
            "Cookie",
            denied.cookie()),
        "denied");
    Visit refused = start(START + "?name=refused");
    assertProblem(comeBack(refused, "made-up"), "refused");
    Visit outage = start(START + "?name=outage");
    x.failNext(FakeX.TOKEN_PATH, Response.of(503, "{}"));
    assertProblem(comeBack(outage, x.tokens().consent(outage.platform())), "unreachable");
    Visit limited = start(START + "?name=limited");
    x.failNext(FakeX.TOKEN_PATH, Response.of(429, "{}"));
    assertProblem(comeBack(limited, x.tokens().consent(limited.platform())), "unreachable");
    assertProblem(get(CALLBACK), "expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/api/connections"})
  void nobodyIsSentToAnotherSiteAfterwards(String returnTo) {
    Visit visit =
        start(
            START
                + "?name=elsewhere&returnTo="
                + URLEncoder.encode(returnTo, StandardCharsets.UTF_8));

    Answer back =
        get(CALLBACK + "?error=x&state=" + visit.asked("state"), "Cookie", visit.cookie());

    assertThat(back.header("location")).startsWith("/settings/connections?");
  }

  @Test
  void aScopeThatWasLeftOutIsACapabilityThatIsMissing() {
    x.allowOnly("tweet.read users.read follows.read offline.access");
    Visit visit = start(START + "?name=partial");

    Answer back = comeBack(visit, x.tokens().consent(visit.platform()));
    x.allowOnly(FakeX.SCOPES);

    Answer view = get("/api/connections/" + back.header("location").replaceAll(".*connected=", ""));
    assertThat(view.text())
        .contains("{\"capability\":\"read_contacts\",\"available\":true")
        .contains("{\"capability\":\"message\",\"available\":false");
  }

  @Test
  void aConnectionIsConnectedAgainUnderItsIdAndIsWellAfterwards() {
    String id =
        store("{'toolkit':'x','name':'again','secret':'{~accessToken~:~old~}'}")
            .at("/id")
            .textValue();
    connections.needsReconnect(UUID.fromString(id), "The platform has ended the grant.");
    assertThat(get("/api/connections/" + id).at("/health/state").textValue())
        .isEqualTo("needs_reconnect");
    assertThat(get(START + "?name=again").status()).isEqualTo(409);
    assertThat(get(START + "?connectionId=" + UUID.randomUUID()).status()).isEqualTo(404);

    Visit visit = start(START + "?connectionId=" + id);
    Answer back = comeBack(visit, x.tokens().consent(visit.platform()));

    assertThat(back.header("location")).endsWith("connected=" + id);
    assertThat(get("/api/connections/" + id).at("/health/state").textValue())
        .isEqualTo("connected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linkedin", "substack", "http", "smtp", "anthropic"})
  void toolkitsThatOfferNoSignInSaySo(String toolkit) {
    Answer answer = get("/api/connections/oauth/" + toolkit + "/start");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/toolkit");
  }

  @Test
  void tokensAreTakenAsJsonTextAndNothingElse() {
    assertThat(
            store(
                    "{'toolkit':'gmail','name':'stored','secret':'{~accessToken~:~planted-a~,"
                        + "~refreshToken~:~planted-r~,~expiresAt~:~2030-01-01T00:00:00Z~}'}")
                .at("/health/tokenExpiresAt")
                .textValue())
        .startsWith("2030-01-01T00:00:00");
    for (String secret :
        new String[] {
          "planted-token",
          "{}",
          "[]",
          "{~accessToken~:7}",
          "{~accessToken~:~planted\\n~}",
          "{~accessToken~:~planted~,~expiresAt~:~soon~}",
          "{~accessToken~:~planted~,~expiresAt~:~+999999999-12-31T00:00:00Z~}",
          "{~accessToken~:~planted~,~expiresAt~:~9999-12-31T23:00:00-05:00~}",
          "{~accessToken~:~planted~,~expiresAt~:~1969-12-31T23:59:59Z~}",
          "{~accessToken~:~planted~,~refreshToken~:~ ~}",
          "{~accessToken~:~planted~,~token~:~x~}",
        }) {
      Answer answer = store("{'toolkit':'x','name':'refused','secret':'" + secret + "'}");
      assertThat(answer.status()).as(secret).isEqualTo(422);
      assertThat(answer.pointer()).isEqualTo("/secret");
      assertThat(answer.text()).doesNotContain("planted");
    }
    assertThat(store("{'toolkit':'linkedin','name':'mine'}").status()).isEqualTo(201);
    assertThat(store("{'toolkit':'x','name':'none'}").pointer()).isEqualTo("/secret");
    assertThat(
            store("{'toolkit':'x','name':'odd','secret':'{~accessToken~:~a~}','config':{'a':1}}")
                .pointer())
        .startsWith("/config");
  }

  /** Stores a connection; ~ stands for a quote within the secret. */
  private Answer store(String body) {
    return post("/api/connections", json(body).replace("~", "\\\""));
  }

  private Visit start(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("set-cookie")).contains("HTTPOnly").contains("SameSite=Lax");
    return new Visit(
        URI.create(answer.at("/authorizationUrl").textValue()),
        answer.header("set-cookie").replaceAll(";.*", ""));
  }

  private Answer comeBack(Visit visit, String code) {
    return get(
        CALLBACK + "?state=" + visit.asked("state") + "&code=" + code, "Cookie", visit.cookie());
  }

  /** The connection that a browser was told of when it came back. */
  private Answer connected(Answer back) {
    return get("/api/connections/" + back.header("location").replaceAll(".*connected=", ""));
  }

  private static void assertProblem(Answer answer, String problem) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    assertThat(answer.header("location"))
        .isEqualTo("/settings/connections?connectProblem=" + problem);
  }
}
