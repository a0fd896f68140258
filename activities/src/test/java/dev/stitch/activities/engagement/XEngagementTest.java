package dev.stitch.activities.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakePlatform;
import dev.stitch.connectors.testing.FakePlatform.Response;
import dev.stitch.connectors.testing.FakeX;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import dev.stitch.step.Wait;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engagements against X over HTTP, with everything that X and the network may answer. */
@Tag("server")
class XEngagementTest {

  private static final String PERSON = "777";
  private static final String POST = "5001";
  private static final String TWEETS = "/2/tweets";
  private static final String LIKES = "/2/users/" + FakeX.OWN_ID + "/likes";
  private static final String FOLLOWING = "/2/users/" + FakeX.OWN_ID + "/following";
  private static final String MESSAGES = "/2/dm_conversations/with/" + PERSON + "/messages";

  private static FakeX x;
  private static ApplicationContext context;
  private static StepServices services;
  private static Database database;
  private static ConnectionRepository connections;

  private UUID account;
  private UUID contact;
  private UUID run;
  private int asked;

  @BeforeAll
  static void start() {
    x = new FakeX();
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put("stitch.x.api-url", x.url().toString());
    settings.put("stitch.x.token-url", x.url() + FakeX.TOKEN_PATH);
    settings.put("stitch.x.client-id", "client");
    context = ApplicationContext.run(settings);
    services = context.getBean(StepServices.class);
    database = context.getBean(Database.class);
    connections = context.getBean(ConnectionRepository.class);
    x.person(PERSON, "ada");
    x.postOf(PERSON, POST, "Something to talk about");
  }

  @AfterAll
  static void stop() {
    context.close();
    x.close();
  }

  @BeforeEach
  void anAccountAndAContact() {
    account = connect("Our account");
    contact = contact(PERSON);
    run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'flow', 'running', 'R', 'api')
        """,
        run);
    asked = x.requests().size();
    x.limit(10_000, Instant.now().plusSeconds(900));
  }

  @AfterEach
  void theWorldAsItWas() {
    database.update("DELETE FROM platform_accounts");
    database.update("DELETE FROM contact_identities");
    database.update("DELETE FROM contact_limits");
    database.update("DELETE FROM send_slots");
  }

  // ---- what an account does ----

  @Test
  void theAccountFollowsOnceHoweverOftenTheStepIsTried() throws Exception {
    TestStep step = step("follow", "");

    StepOutcome.Completed first = done(step);

    assertThat(first.branch()).isEqualTo(EngagementTask.DONE);
    assertThat(first.output().path("performedBy").textValue()).isEqualTo("Our account");
    assertThat(done(step)).isEqualTo(first);
    assertThat(since(FOLLOWING)).hasSize(1);
    assertThat(since(FOLLOWING).getFirst().json().path("target_user_id").textValue())
        .isEqualTo(PERSON);
  }

  @Test
  void theLatestPostIsFoundByTheContactsIdAndLiked() throws Exception {
    StepOutcome.Completed liked = done(step("like", ""));

    assertThat(liked.output().path("target").textValue())
        .isEqualTo("https://x.com/i/status/" + POST);
    assertThat(since(LIKES).getFirst().json().path("tweet_id").textValue()).isEqualTo(POST);
  }

  @Test
  void aReplyAndAMessageSayWhatTheyAreCalledAndAreBilledOnce() throws Exception {
    String text = "Well said " + UUID.randomUUID();
    TestStep reply =
        step(
            "comment",
            ", \"text\": \"%s\", \"target\": \"https://x.com/ada/status/5001\"".formatted(text));
    StepOutcome.Completed replied = done(reply);
    done(reply);

    assertThat(replied.output().path("platformEngagementId").textValue())
        .isEqualTo(x.ownPosts().getLast().path("id").textValue());
    assertThat(x.ownPosts().getLast().at("/referenced_tweets/0/id").textValue()).isEqualTo(POST);
    assertThat(cost()).isEqualByComparingTo("0.015");
    StepOutcome.Completed sent = done(step("message", ", \"text\": \"Hello {{contact.name}}\""));
    assertThat(sent.output().path("text").textValue()).isEqualTo("Hello Ada");
    assertThat(sent.output().path("platformEngagementId").textValue()).isNotEmpty();
    assertThat(cost()).isEqualByComparingTo("0.030");
  }

  @Test
  void eachPersonIsSentOneOfSeveralTextsAndKeepsItWhenWeightsChange() throws Exception {
    StepOutcome.Completed first = done(step("message", variants(1, 0)));

    assertThat(first.output().path("variant").textValue()).isEqualTo("a");
    assertThat(first.output().path("text").textValue()).isEqualTo("A for Ada");
    assertThat(done(step("message", variants(0, 1))).output().path("variant").textValue())
        .as("kept")
        .isEqualTo("a");
    contact = contact(PERSON + "8");
    assertThat(done(step("message", variants(0, 1))).output().path("text").textValue())
        .isEqualTo("B");
  }

  @Test
  void whereAPersonWritesTheMessageIsTheOneOfItsVariant() throws Exception {
    TestStep step = step("message", "").again("{\"platform\": \"linkedin\"" + variants(1, 0) + "}");

    assertThat(person(step).description()).startsWith("A for Ada");
    assertThat(since(MESSAGES)).isEmpty();
  }

  private static String variants(int weightOfA, int weightOfB) {
    return """
        , "text": "B", "variants": [
          {"name": "a", "weight": %d, "text": "A for {{contact.name}}"},
          {"name": "b", "weight": %d}]
        """
        .formatted(weightOfA, weightOfB);
  }

  @Test
  void whoIsKnownByNameOnlyIsLookedUpAndTheLookIsPaidFor() throws Exception {
    database.update("DELETE FROM contact_identities WHERE contact_id = ?", contact);

    done(
        step("follow", "")
            .with(
                "contact", "{\"name\": \"Ada\", \"platform\": {\"xUrl\": \"https://x.com/ada\"}}"));

    assertThat(since(FOLLOWING).getFirst().json().path("target_user_id").textValue())
        .isEqualTo(PERSON);
    assertThat(cost()).isEqualByComparingTo("0.010");
  }

  @Test
  void aPostIsPublishedInARunWithoutAContactAndToldByItsAddress() throws Exception {
    TestStep post = step("post", ", \"text\": \"News %s\"".formatted(UUID.randomUUID()));

    StepOutcome.Completed published = done(post);
    done(post);

    assertThat(post.contactId()).isEmpty();
    String id = x.ownPosts().getLast().path("id").textValue();
    assertThat(x.ownPosts().getLast().path("text").textValue()).isEqualTo(said(post));
    assertThat(x.ownPosts().getLast().path("referenced_tweets")).isEmpty();
    assertThat(published.output().path("platformEngagementId").textValue()).isEqualTo(id);
    assertThat(published.output().path("url").textValue())
        .isEqualTo("https://x.com/i/status/" + id);
    assertThat(since(TWEETS)).hasSize(1);
    assertThat(cost()).isEqualByComparingTo("0.015");
  }

  @Test
  void aReplyOfTheSameWordsIsNotTakenForThePostThatWasLost() throws Exception {
    String text = ", \"text\": \"Said %s\"".formatted(UUID.randomUUID());
    TestStep reply = step("comment", text);
    done(reply);
    database.update("DELETE FROM effects WHERE key = ?", reply.effectKey());
    TestStep post = step("post", text);
    x.failNext(TWEETS, Response.of(503, "{'title':'Service Unavailable'}"));
    held(post);
    ended(post);

    outcome(post);

    assertThat(state(post)).isNotEqualTo("sent");
  }

  @ParameterizedTest
  @CsvSource({"x,Publish a post on X", "linkedin,Publish a post on LinkedIn"})
  void whereNoAccountMayPostAPersonDoesIt(String platform, String title) throws Exception {
    connections.delete(account);

    Wait.Person asks =
        person(
            TestStep.of(
                services,
                "engagement.post",
                "{\"platform\": \"%s\", \"text\": \"News\"}".formatted(platform)));

    assertThat(asks.title()).isEqualTo(title);
    EngagementTask task = EngagementTask.of(asks.description());
    assertThat(task.text()).isEqualTo("News");
    assertThat(task.link())
        .hasValueSatisfying(link -> assertThat(link).contains(platform + ".com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"follow", "like", "comment", "message", "post"})
  void attemptsAtOnceActOnce(String type) throws Exception {
    TestStep step = step(type, text(type));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StepOutcome>> outcomes =
          threads.invokeAll(
              IntStream.range(0, 8)
                  .mapToObj(i -> (Callable<StepOutcome>) () -> outcome(step))
                  .toList());
      for (Future<StepOutcome> outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(StepOutcome.Completed.class);
      }
    }
    // Following and liking twice is following and liking once.
    assertThat(since(path(type)).size()).isGreaterThanOrEqualTo(1);
    if (said(step) != null) {
      assertThat(since(path(type))).hasSize(1);
    }
  }

  // ---- who is asked instead ----

  @Test
  void withoutAnAccountAPersonIsAskedAndToldWhy() throws Exception {
    connections.delete(account);

    Wait.Person asks = person(step("comment", ", \"text\": \"Nice\""));

    assertThat(asks.title()).isEqualTo("Comment on the latest post of Ada on X");
    assertThat(asks.choices()).containsExactly("done", "not possible");
    EngagementTask task = EngagementTask.of(asks.description());
    assertThat(task.text()).isEqualTo("Nice");
    assertThat(task.target()).isEqualTo("latest_post");
    assertThat(task.reason()).contains("No account of x");
  }

  @Test
  void ofSeveralAccountsOneMustBeNamed() throws Exception {
    UUID other = connect("Another");

    assertThat(EngagementTask.of(person(step("follow", "")).description()).reason())
        .contains("2 accounts");
    assertThat(
            done(step("follow", ", \"connection\": \"%s\"".formatted(other)))
                .output()
                .path("performedBy")
                .textValue())
        .isEqualTo("Another");
  }

  @ParameterizedTest
  @CsvSource({
    "follow,FOLLOW",
    "like,LIKE",
    "message,MESSAGE",
    "comment,REPLY_UNASKED",
    "post,POST"
  })
  void whatXRefusesForGoodIsAPersonsAtOnceAndIsNotTriedAgain(String type, Capability missing)
      throws Exception {
    x.failNext(path(type), FakeX.forbidden());

    assertThat(person(step(type, text(type))).description()).contains("does not let this app");

    assertThat(connection().can(missing)).isFalse();
    int tried = x.requests().size();
    assertThat(person(step(type, text(type))).description()).contains("does not let this app");
    assertThat(x.requests()).hasSize(tried);
  }

  @Test
  void whoHasSpokenToUsIsAnsweredAlsoWhereRepliesUnaskedAreRefused() throws Exception {
    connections.missing(account, Capability.REPLY_UNASKED, "Only who has mentioned you.");
    database.update(
        """
        INSERT INTO engagements (id, contact_id, type, direction, platform)
        VALUES (?, ?, 'mention', 'inbound', 'x')
        """,
        Ids.next(),
        contact);

    StepOutcome.Completed replied = done(step("comment", text("comment")));

    assertThat(replied.output().path("billed").textValue()).isEqualTo("SUMMONED_REPLY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://x.com/ada/status/abc",
        "https://x.com/ada",
        "https://evil.example/x.com/ada/status/5001",
        "https://x.com/ada/status/99999999999999999999999"
      })
  void whatIsNoPostOfXIsAPersons(String target) throws Exception {
    assertThat(person(step("like", ", \"target\": \"%s\"".formatted(target))).description())
        .contains("not one of a post on X");
    assertThat(since(LIKES)).isEmpty();
  }

  @Test
  void whoHasWrittenNothingIsAPersons() throws Exception {
    database.update("UPDATE contact_identities SET platform_user_id = '778'");
    x.person("778", "silent");

    assertThat(person(step("like", "")).description()).contains("no post of the contact");
  }

  @Test
  void aTextThatXHasBelowAnotherPostIsAPersons() throws Exception {
    String text = "The same to all " + UUID.randomUUID();
    String config = ", \"text\": \"%s\", \"target\": \"https://x.com/ada/status/%s\"";
    done(step("comment", config.formatted(text, POST)));

    assertThat(person(step("comment", config.formatted(text, "5002"))).description())
        .contains("has this very post already");
  }

  // ---- what waits ----

  @Test
  void aLimitHoldsUntilXTakesRequestsAgain() throws Exception {
    Instant reset = Instant.now().plusSeconds(600);
    x.limit(0, reset);

    Wait.Slot held = held(step("follow", ""));

    assertThat(held.reason()).isEqualTo(GateReason.RATE_LIMIT);
    assertThat(held.until()).isBetween(reset.minusSeconds(1), reset.plus(Duration.ofMinutes(2)));
  }

  @Test
  void whatALimitHeldIsDoneAfterwardsOnce() throws Exception {
    TestStep step = step("message", text("message"));
    x.failNext(
        MESSAGES,
        Response.of(429, "{'title':'Too Many Requests','type':'about:blank','status':429}"));
    held(step);

    done(step);
    done(step);

    assertThat(
            x.sentMessages().stream().filter(mail -> mail.path("text").asText().equals(said(step))))
        .hasSize(1);
  }

  @Test
  void withoutCreditsItWaitsForThem() throws Exception {
    TestStep step = step("comment", text("comment"));
    x.failNext(TWEETS, FakeX.unpaid());

    assertThat(held(step).reason()).isEqualTo(GateReason.CREDITS);
    done(step);
  }

  @Test
  void anAccessTokenThatHasEndedIsRenewedAndADeadGrantWaitsForAPerson() throws Exception {
    connections.replaceSecret(
        account,
        new Tokens("ended", x.tokens().refreshToken(), Instant.now().plusSeconds(3_600))
            .credentials());
    done(step("follow", ""));

    x.tokens().revoke();
    TestStep step = step("message", text("message"));
    assertThat(held(step).reason()).isEqualTo(GateReason.NEEDS_RECONNECT);
    int tried = x.requests().size();
    assertThat(held(step).reason()).isEqualTo(GateReason.NEEDS_RECONNECT);
    assertThat(x.requests()).hasSize(tried);

    connections.replaceSecret(
        account, new Tokens(x.tokens().accessToken(), null, null).credentials());
    done(step);
  }

  // ---- what nobody knows ----

  @ParameterizedTest
  @ValueSource(strings = {"follow", "like", "comment", "message", "post"})
  void anActWhoseAnswerWasLostIsNotDoneAgain(String type) throws Exception {
    TestStep step = step(type, text(type));
    x.cutNext(path(type));
    assertThat(held(step).reason()).isEqualTo(GateReason.OUTAGE);
    ended(step);

    StepOutcome.Completed found = done(step);

    assertThat(found.branch()).isEqualTo(EngagementTask.DONE);
    switch (type) {
      case "comment", "post" -> assertThat(since(TWEETS)).hasSize(1);
      case "message" -> assertThat(since(MESSAGES)).hasSize(1);
      default -> {} // once and twice are the same
    }
    assertThat(state(step)).isEqualTo("sent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"comment", "message", "post"})
  void anOutageIsSettledBeforeTheActIsTriedAgain(String type) throws Exception {
    TestStep step = step(type, text(type));
    x.failNext(path(type), Response.of(503, "{'title':'Service Unavailable'}"));
    assertThat(held(step).reason()).isEqualTo(GateReason.OUTAGE);
    assertThat(state(step)).isEqualTo("unknown");

    // X may still be about to show it.
    assertThat(held(step).reason()).isEqualTo(GateReason.OUTAGE);
    ended(step);
    done(step);

    assertThat(since(path(type))).hasSize(2);
    assertThat(written(type, said(step))).isEqualTo(1);
  }

  /** What a worker that is killed leaves: by how far the ledger and X had come. */
  @ParameterizedTest
  @CsvSource({
    "follow,  intended, false",
    "follow,  sending,  false",
    "follow,  sending,  true",
    "follow,  failed,   false",
    "like,    intended, false",
    "like,    sending,  false",
    "like,    sending,  true",
    "like,    failed,   false",
    "comment, intended, false",
    "comment, sending,  false",
    "comment, sending,  true",
    "comment, unknown,  false",
    "comment, unknown,  true",
    "comment, failed,   false",
    "comment, failed,   true",
    "message, intended, false",
    "message, sending,  false",
    "message, sending,  true",
    "message, unknown,  false",
    "message, unknown,  true",
    "message, failed,   false",
    "post,    intended, false",
    "post,    sending,  true",
    "post,    unknown,  false",
    "post,    unknown,  true",
    "post,    failed,   true",
  })
  void whereverAWorkerIsKilledTheActHappensOnce(String type, String state, boolean happened)
      throws Exception {
    TestStep step = step(type, text(type));
    done(step);
    if (!happened) {
      // As if it had been killed before: the text that X has is another step's.
      TestStep other = step(type, text(type));
      database.update("DELETE FROM effects WHERE key = ?", other.effectKey());
      step = other.under(step.effectKey());
      String attempted = said(step);
      database.update(
          "UPDATE effects SET attempted = jsonb_set(attempted, '{text}', to_jsonb(?::text)) WHERE key = ?",
          attempted == null ? "" : attempted,
          step.effectKey());
    }
    database.update(
        """
        UPDATE effects SET state = ?, result = NULL, provider_id = NULL,
            at = now() - interval '6 minutes', updated_at = now() - interval '6 minutes'
        WHERE key = ?
        """,
        state,
        step.effectKey());

    StepOutcome outcome = outcome(step);
    for (int i = 0; i < 3 && outcome instanceof StepOutcome.Waiting; i++) {
      outcome = outcome(step);
    }

    assertThat(outcome).isInstanceOf(StepOutcome.Completed.class);
    if (said(step) != null) {
      assertThat(written(type, said(step))).isEqualTo(1);
    }
    assertThat(state(step)).isEqualTo("sent");
  }

  @Test
  void whereNobodyCanLookAPersonIsToldToLook() throws Exception {
    TestStep step = step("message", text("message"));
    x.failNext(MESSAGES, Response.of(500, "{}"));
    held(step);
    x.failNext("/2/dm_conversations/with/" + PERSON + "/dm_events", FakeX.forbidden());

    assertThat(person(step).description()).contains("look there before you do it");
    assertThat(since(MESSAGES)).hasSize(1);
  }

  // ---- whom nothing reaches ----

  @Test
  void nothingReachesWhoHasUnsubscribedOrIsSuppressed() {
    database.update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", contact);
    assertThat(refused(step("follow", "")).code()).isEqualTo(FailureCode.CONTACT_UNREACHABLE);
    database.update(
        "UPDATE contacts SET unsubscribed_at = NULL, email = ? WHERE id = ?",
        contact + "@x.example",
        contact);
    database.update(
        "INSERT INTO suppressions (address, reason) VALUES (?, 'complained')",
        contact + "@x.example");
    assertThat(refused(step("message", text("message"))).code())
        .isEqualTo(FailureCode.CONTACT_UNREACHABLE);
    assertThat(x.requests()).hasSize(asked);
  }

  @Test
  void nothingIsDoneForAnEnrollmentThatHasEnded() {
    database.update("UPDATE workflow_runs SET workflow_type = 'sequence' WHERE id = ?", run);

    assertThat(refused(step("follow", "")).code()).isEqualTo(FailureCode.RUN_CONTROL);
    assertThat(x.requests()).hasSize(asked);
  }

  @Test
  void theLimitsOfPeopleHoldMessagesAndNotLikes() throws Exception {
    database.update(
        """
        INSERT INTO contact_limits (channel, period_seconds, period, max_messages)
        VALUES ('email', 86400, 'P1D', 1)
        """);
    done(step("message", text("message")));

    assertThat(held(step("message", text("message"))).reason()).isEqualTo(GateReason.PERSON_CAP);
    done(step("like", ""));
  }

  @Test
  void aTextThatComesToNothingIsRefused() {
    StepException refused = refused(step("message", ", \"text\": \"{{input.none}}\""));

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(x.requests()).hasSize(asked);
  }

  // ---- helpers ----

  private TestStep step(String type, String more) {
    TestStep bare =
        TestStep.of(services, "engagement." + type, "{\"platform\": \"x\"" + more + "}");
    TestStep step =
        type.equals("post")
            ? bare
            : bare.about(null, contact).with("contact", "{\"name\": \"Ada\"}");
    return new TestStep(
        services,
        step.type(),
        step.config(),
        step.entityId(),
        step.contactId(),
        run,
        run + "/" + UUID.randomUUID() + "/1",
        null,
        step.variables());
  }

  private static String text(String type) {
    return switch (type) {
      case "comment", "message", "post" -> ", \"text\": \"Said " + UUID.randomUUID() + "\"";
      default -> "";
    };
  }

  private static String said(TestStep step) {
    return step.config().path("text").textValue();
  }

  private static long written(String type, String text) {
    return (type.equals("message") ? x.sentMessages() : x.ownPosts())
        .stream().filter(item -> item.path("text").textValue().equals(text)).count();
  }

  private static String path(String type) {
    return switch (type) {
      case "follow" -> FOLLOWING;
      case "like" -> LIKES;
      case "comment", "post" -> TWEETS;
      case "message" -> MESSAGES;
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static StepOutcome outcome(TestStep step) throws StepException, InterruptedException {
    return StepTypes.find(step.type()).orElseThrow().execute(step);
  }

  private static StepOutcome.Completed done(TestStep step) throws Exception {
    StepOutcome outcome = outcome(step);
    assertThat(outcome).isInstanceOf(StepOutcome.Completed.class);
    return (StepOutcome.Completed) outcome;
  }

  private static Wait.Person person(TestStep step) throws Exception {
    Wait on = ((StepOutcome.Waiting) outcome(step)).on();
    assertThat(on).isInstanceOf(Wait.Person.class);
    return (Wait.Person) on;
  }

  private static Wait.Slot held(TestStep step) throws Exception {
    Wait on = ((StepOutcome.Waiting) outcome(step)).on();
    assertThat(on).isInstanceOf(Wait.Slot.class);
    return (Wait.Slot) on;
  }

  private static StepException refused(TestStep step) {
    return catchThrowableOfType(StepException.class, () -> outcome(step));
  }

  private List<FakePlatform.Request> since(String path) {
    return x.requests().stream()
        .skip(asked)
        .filter(request -> request.method().equals("POST") && request.path().equals(path))
        .toList();
  }

  /** So long ago that X would show it by now. */
  private static void ended(TestStep step) {
    database.update(
        "UPDATE effects SET at = now() - interval '6 minutes' WHERE key = ?", step.effectKey());
  }

  private static String state(TestStep step) {
    return database
        .first(
            "SELECT state FROM effects WHERE key = ?", row -> row.text("state"), step.effectKey())
        .orElse("none");
  }

  private BigDecimal cost() {
    return database
        .first(
            "SELECT cost_usd FROM workflow_runs WHERE id = ?", row -> row.amount("cost_usd"), run)
        .orElseThrow();
  }

  private Connection connection() {
    return connections.find(account).orElseThrow();
  }

  private static UUID connect(String name) {
    UUID id = Ids.next();
    connections.store(
        id,
        Toolkit.X,
        name,
        Jsonb.object(),
        new Tokens(x.tokens().accessToken(), null, null).credentials());
    connections.account(id, FakeX.OWN_ID, "stitch");
    return id;
  }

  private static UUID contact(String platformUserId) {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id, name) VALUES (?, 'Ada')", id);
    database.update(
        """
        INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
        VALUES (?, ?, 'x', ?)
        """,
        Ids.next(),
        id,
        platformUserId);
    return id;
  }
}
