package dev.stitch.connectors.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.NeedsReconnect;
import dev.stitch.connectors.google.GmailClient;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.connectors.x.XClient;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Connection.State;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Credentials;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens of stored connections, against platforms that give and end them. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredGrantsTest {

  private final FakeX x = new FakeX();
  private final FakeGoogle google = new FakeGoogle();
  private final ApplicationContext context = ApplicationContext.run(settings());
  private final ConnectionRepository connections = context.getBean(ConnectionRepository.class);
  private final Platforms platforms = context.getBean(Platforms.class);

  @AfterAll
  void close() {
    context.close();
    x.close();
    google.close();
  }

  @Test
  void aTokenThatIsRefusedIsRenewedAndTheRequestMadeAgain() throws Exception {
    UUID id = connect(Toolkit.X, x.tokens().accessToken(), x.tokens().refreshToken(), null);
    x.tokens().endAccess();

    assertThat(x(id).me().id()).isEqualTo(FakeX.OWN_ID);
    int renewals = x.tokens().renewals();
    assertThat(x(id).me().id()).isEqualTo(FakeX.OWN_ID);
    assertThat(x.tokens().renewals()).as("the new token is kept").isEqualTo(renewals);
  }

  @Test
  void aTokenThatHasEndedIsRenewedBeforeItIsUsed() throws Exception {
    UUID id = connect(Toolkit.X, "ended", x.tokens().refreshToken(), Instant.now());
    int asked = x.requests("/2/users/me").size();

    x(id).me();

    assertThat(x.requests("/2/users/me")).hasSize(asked + 1);
    assertThat(find(id).health().tokenExpiresAt()).isAfter(Instant.now().plusSeconds(7_000));
  }

  @Test
  void ofManyWorkersOneRenewsAndTheOthersFindTheNewToken() throws Exception {
    UUID id = connect(Toolkit.X, "ended", x.tokens().refreshToken(), Instant.now());
    int renewals = x.tokens().renewals();

    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> work = () -> x(id).me().id();
      for (var answer : workers.invokeAll(Stream.generate(() -> work).limit(6).toList())) {
        assertThat(answer.get()).isEqualTo(FakeX.OWN_ID);
      }
    }

    assertThat(x.tokens().renewals()).isEqualTo(renewals + 1);
    assertThat(find(id).health().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void aDeadGrantWaitsForAPersonAndThePlatformIsNotAskedAgain() {
    UUID spentAtX = connect(Toolkit.X, "ended", "spent-at-x", Instant.now());
    UUID revokedAtGoogle = connect(Toolkit.GMAIL, "ended", "spent-at-google", Instant.now());

    assertThat(failure(() -> x(spentAtX).me())).isInstanceOf(NeedsReconnect.class);
    assertThat(failure(() -> gmail(revokedAtGoogle).profile()))
        .isInstanceOf(NeedsReconnect.class)
        .extracting(PlatformFailure::reason)
        .asString()
        .contains("expired or revoked");

    assertThat(find(spentAtX).health().state()).isEqualTo(State.NEEDS_RECONNECT);
    assertThat(find(revokedAtGoogle).health().reason()).contains("expired or revoked");
    int asked = x.requests().size();
    assertThat(failure(() -> x(spentAtX).me())).isInstanceOf(NeedsReconnect.class);
    assertThat(x.requests()).hasSize(asked);
  }

  @Test
  void newTokensBringAConnectionBack() throws Exception {
    UUID id = connect(Toolkit.X, "ended", "spent-at-x", Instant.now());
    failure(() -> x(id).me());

    connections.replaceSecret(id, new Tokens(x.tokens().accessToken(), null, null).credentials());

    assertThat(x(id).me().id()).isEqualTo(FakeX.OWN_ID);
    assertThat(find(id).health().state()).isEqualTo(State.CONNECTED);
  }

  @Test
  void aTokenWithoutARefreshTokenEndsTheGrantWhenItEnds() {
    UUID id = connect(Toolkit.X, "ended", null, null);

    assertThat(failure(() -> x(id).me())).isInstanceOf(NeedsReconnect.class);
    assertThat(find(id).health().state()).isEqualTo(State.NEEDS_RECONNECT);
  }

  @Test
  void aNewTokenThatIsRefusedAsWellEndsTheGrant() {
    UUID id = connect(Toolkit.X, x.tokens().accessToken(), x.tokens().refreshToken(), null);
    x.failNext("/2/users/me", Response.of(401, "{}"));
    x.failNext("/2/users/me", Response.of(401, "{}"));

    assertThat(failure(() -> x(id).me())).isInstanceOf(NeedsReconnect.class);
    assertThat(find(id).health().state()).isEqualTo(State.NEEDS_RECONNECT);
  }

  @Test
  void anOutageOfTheTokenEndpointLeavesTheGrantAlone() throws Exception {
    UUID id = connect(Toolkit.X, "ended", x.tokens().refreshToken(), Instant.now());
    x.failNext(FakeX.TOKEN_PATH, Response.of(503, "{}"));
    x.failNext(FakeX.TOKEN_PATH, Response.of(429, "{}").with("Retry-After", 5));
    x.failNext(FakeX.TOKEN_PATH, Response.of(401, "{'error':'invalid_client'}"));
    x.failNext(FakeX.TOKEN_PATH, Response.of(200, "{'access_token':7.5}"));

    assertThat(failure(() -> x(id).me())).isInstanceOf(PlatformFailure.Transient.class);
    assertThat(failure(() -> x(id).me())).isInstanceOf(PlatformFailure.RateLimited.class);
    assertThat(failure(() -> x(id).me()).reason()).contains("STITCH_X_CLIENT_ID");
    assertThat(failure(() -> x(id).me())).isInstanceOf(PlatformFailure.Transient.class);
    assertThat(x(id).me().id()).isEqualTo(FakeX.OWN_ID);
  }

  @Test
  void googleKeepsItsRefreshToken() throws Exception {
    String refresh = google.tokens().refreshToken();
    UUID id = connect(Toolkit.GMAIL, "ended", refresh, Instant.now());

    gmail(id).profile();
    google.tokens().endAccess();
    gmail(id).profile();

    assertThat(Tokens.parse(connections.secret(id).orElseThrow()).refreshToken())
        .isEqualTo(refresh);
  }

  @Test
  void whatThePlatformRefusesForGoodIsRememberedWithItsFirstReason() {
    UUID id = connect(Toolkit.X, x.tokens().accessToken(), null, null);
    x.failNext("/2/users/" + FakeX.OWN_ID + "/likes", FakeX.forbidden());

    failure(() -> x(id).like(FakeX.OWN_ID, "7"));
    connections.missing(id, Capability.LIKE, "another reason");

    assertThat(find(id).can(Capability.LIKE)).isFalse();
    assertThat(find(id).can(Capability.FOLLOW)).isTrue();
    assertThat(find(id).capabilities())
        .filteredOn(status -> !status.available())
        .singleElement()
        .satisfies(status -> assertThat(status.reason()).contains("This app may not do that."));
  }

  @Test
  void aScopeThatIsMissingTakesTheCapabilityAndLeavesTheGrant() {
    UUID id = connect(Toolkit.GMAIL, google.tokens().accessToken(), null, null);
    google.failNext(
        "/gmail/v1/users/me/profile", FakeGoogle.refusal(403, "insufficientPermissions"));

    failure(() -> gmail(id).profile());

    assertThat(find(id).health().state()).isEqualTo(State.CONNECTED);
    assertThat(find(id).can(Capability.READ_MAIL)).isFalse();
    assertThat(find(id).can(Capability.SEND_MAIL)).isTrue();
  }

  @Test
  void aRefreshTokenIsKeptWhateverAFormMaySend() throws Exception {
    UUID id = connect(Toolkit.X, "ended", x.tokens().refreshToken(), Instant.now());
    x.failNext(FakeX.TOKEN_PATH, renewal("übernächster token"));

    x(id).me();
    x(id).me();

    assertThat(Tokens.parse(connections.secret(id).orElseThrow()).refreshToken())
        .isEqualTo("übernächster token");
  }

  @Test
  void aRefreshTokenThatIsNoneDoesNotMakeTheSecretUnreadable() throws Exception {
    UUID id = connect(Toolkit.X, "ended", x.tokens().refreshToken(), Instant.now());
    x.failNext(FakeX.TOKEN_PATH, renewal("r".repeat(5_000)));

    x(id).me();

    assertThat(x(id).me().id()).isEqualTo(FakeX.OWN_ID);
  }

  @Test
  void aStoredSecretThatCannotBeReadNeedsAPerson() {
    UUID id = Ids.next();
    connections.store(
        id, Toolkit.X, id.toString(), Jsonb.object(), new Credentials("planted-junk", null));

    PlatformFailure failure = failure(() -> x(id).me());

    assertThat(failure).isInstanceOf(NeedsReconnect.class);
    assertThat(failure.reason()).doesNotContain("planted");
  }

  @Test
  void aConnectionThatWasDeletedIsARefusal() {
    UUID id = connect(Toolkit.X, "token", null, null);
    Connection connection = find(id);
    connections.delete(id);

    assertThat(failure(() -> platforms.x(connection).me()).reason()).contains("deleted");
  }

  @Test
  void noReasonAndNoTextOfOursHoldsAToken() {
    String secret = "planted-refresh-token";
    UUID id = connect(Toolkit.X, "planted-access-token", secret, Instant.now());
    x.failNext(
        FakeX.TOKEN_PATH,
        Response.of(
            400, "{'error':'invalid_grant','error_description':'" + secret + " is spent'}"));

    assertThat(failure(() -> x(id).me()).reason()).contains("[hidden]").doesNotContain(secret);
    assertThat(find(id).toString()).doesNotContain("planted");
    assertThat(new Tokens("planted-access-token", secret, null).toString())
        .doesNotContain("planted");
  }

  private Response renewal(String refreshToken) {
    return Response.of(
        200,
        "{'access_token':'%s','refresh_token':'%s','expires_in':7200}"
            .formatted(x.tokens().accessToken(), refreshToken));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put("stitch.x.api-url", x.url() + "/");
    settings.put("stitch.x.token-url", x.url() + FakeX.TOKEN_PATH);
    settings.put("stitch.x.client-id", "client");
    settings.put("stitch.gmail.api-url", google.url().toString());
    settings.put("stitch.people.api-url", google.url().toString());
    settings.put("stitch.google.token-url", google.url() + FakeGoogle.TOKEN_PATH);
    settings.put("stitch.google.client-id", "client");
    settings.put("stitch.google.client-secret", "s3cret");
    return settings;
  }

  private UUID connect(Toolkit toolkit, String access, String refresh, Instant expiresAt) {
    UUID id = Ids.next();
    connections.store(
        id,
        toolkit,
        id.toString(),
        Jsonb.object(),
        new Tokens(access, refresh, expiresAt).credentials());
    return id;
  }

  private Connection find(UUID id) {
    return connections.find(id).orElseThrow();
  }

  private XClient x(UUID id) {
    return platforms.x(find(id));
  }

  private GmailClient gmail(UUID id) {
    return platforms.gmail(find(id));
  }

  private static PlatformFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(PlatformException.class, call).failure();
  }
}
