package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.connectors.testing.FakeGoogle;
import dev.stitch.connectors.testing.FakePlatform.Response;
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
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** Mail through Gmail's API over HTTP, with everything that Gmail and the network may answer. */
@Tag("server")
class GmailMailboxTest {

  private static final String SEND = "/gmail/v1/users/me/messages/send";

  private static FakeGoogle google;
  private static ApplicationContext context;
  private static StepServices services;
  private static MailRepository mails;
  private static ConnectionRepository connections;
  private static MailTestDatabase data;

  private UUID account;
  private UUID contact;
  private String address;
  private int sentBefore;
  private int profiles;

  @BeforeAll
  static void start() {
    google = new FakeGoogle();
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put("stitch.gmail.api-url", google.url().toString());
    settings.put("stitch.google.token-url", google.url() + FakeGoogle.TOKEN_PATH);
    settings.put("stitch.google.client-id", "client");
    context = ApplicationContext.run(settings);
    services = context.getBean(StepServices.class);
    mails = context.getBean(MailRepository.class);
    connections = context.getBean(ConnectionRepository.class);
    data = new MailTestDatabase(context.getBean(Database.class));
  }

  @AfterAll
  static void stop() {
    context.close();
    google.close();
  }

  @BeforeEach
  void anAccountAndAContact() {
    account = connect("Ada's Gmail");
    address = UUID.randomUUID() + "@example.org";
    contact = data.contact(address);
    profiles = google.requests("/gmail/v1/users/me/profile").size();
    sentBefore = google.sentMails().size();
  }

  @AfterEach
  void noAccount() {
    data.database().update("DELETE FROM platform_accounts");
  }

  @Test
  void gmailSendsAsTheAccountAndTheRealMessageIdIsReadBack() throws Exception {
    JsonNode output = done(step("Hello", "gmail"));

    assertThat(sent()).singleElement().asString().contains("From: " + FakeGoogle.ADDRESS);
    String id = google.messageIds().getLast();
    assertThat(output.path("platformMessageId").textValue()).isEqualTo(google.messageIdOf(id));
    assertThat(output.path("mailbox").textValue()).isEqualTo("Ada's Gmail");
    // A reply names the one that its recipient has seen, or the one that we gave.
    for (String named : List.of(google.messageIdOf(id), output.path("messageId").textValue())) {
      assertThat(mails.answered(List.of("<other@x>", named), List.of()).map(EmailMessage::to))
          .contains(address);
    }
  }

  @Test
  void anAccountThatNobodyHasTestedIsAskedWhoseItIsOnce() throws Exception {
    connections.replaceSecret(
        account, new Tokens(google.tokens().accessToken(), null, null).credentials());

    done(step("Hello", "gmail"));
    done(step("Hello", "gmail").under(UUID.randomUUID() + "/node/1"));

    assertThat(sent())
        .hasSize(2)
        .allSatisfy(mail -> assertThat(mail).contains("Reply-To: " + FakeGoogle.ADDRESS));
    assertThat(google.requests("/gmail/v1/users/me/profile")).hasSize(profiles + 1);
  }

  @Test
  void theNextMailStaysInTheConversation() throws Exception {
    TestStep first = step("Hello", account.toString());
    done(first);
    String thread = google.threadOf(google.messageIds().getLast());
    String seen = google.messageIdOf(google.messageIds().getLast());

    done(
        first.again(
            """
            {"subject": "Something else", "text": "x", "mailbox": "Ada's Gmail", "sameThread": true}
            """));

    assertThat(google.threadOf(google.messageIds().getLast())).isEqualTo(thread);
    assertThat(sent().getLast())
        .contains("Subject: Re: Hello")
        .contains("In-Reply-To: " + seen)
        .contains("References: " + seen);
  }

  @Test
  void aConversationThatWasDeletedKeepsNoMailFromLeaving() throws Exception {
    TestStep first = step("Hello", "gmail");
    done(first);
    google.failNext(SEND, FakeGoogle.refusal(404, "notFound"));

    done(
        first.again(
            "{\"subject\": \"x\", \"text\": \"x\", \"mailbox\": \"gmail\", \"sameThread\": true}"));

    assertThat(sent()).hasSize(2);
  }

  @Test
  void withoutAnAccountATemplateOfGmailLeavesAsUsualAndSeveralMustBeNamed() throws Exception {
    connect("Another");
    StepException unnamed =
        catchThrowableOfType(StepException.class, () -> outcome(step("Hello", "gmail")));
    assertThat(unnamed.code()).isEqualTo(FailureCode.INVALID_CONFIG);
    data.database().update("DELETE FROM platform_accounts");

    assertThat(done(step("Hello", "gmail")).path("mailbox").textValue()).isEqualTo("built-in");
    assertThat(sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, rateLimitExceeded, RATE_LIMIT",
    "403, userRateLimitExceeded, RATE_LIMIT",
    "403, dailyLimitExceeded, RATE_LIMIT",
    "503, backendError, OUTAGE"
  })
  void whatGmailDoesNotTakeNowWaits(int status, String reason, GateReason gate) throws Exception {
    TestStep step = step("Hello", "gmail");
    google.failNext(SEND, FakeGoogle.refusal(status, reason));

    assertThat(held(step).reason()).isEqualTo(gate);
    ended(step);
    done(step);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void aMissingPermissionIsAPersonsAtOnceAndIsNotTriedAgain() throws Exception {
    google.failNext(SEND, FakeGoogle.refusal(403, "insufficientPermissions"));

    assertThat(person(step("Hello", "gmail")).description()).contains("connect it again");

    assertThat(connections.find(account).orElseThrow().can(Capability.SEND_MAIL)).isFalse();
    int tried = google.requests().size();
    assertThat(person(step("Hello", "gmail")).description())
        .contains("Hello", address, "connect it again");
    assertThat(google.requests()).hasSize(tried);
  }

  @Test
  void aDeadGrantWaitsUntilSomebodyConnectsAgain() throws Exception {
    TestStep step = step("Hello", "gmail");
    google.tokens().revoke();

    assertThat(held(step).reason()).isEqualTo(GateReason.NEEDS_RECONNECT);
    connections.replaceSecret(
        account, new Tokens(google.tokens().accessToken(), null, null).credentials());
    done(step);
    assertThat(sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMailWhoseAnswerWasLostIsFoundWhateverMessageIdItHas(boolean kept) throws Exception {
    google.keepMessageIds(kept);
    TestStep step = step("Grüße aus Zürich", "gmail");
    google.cutNext(SEND);
    assertThat(held(step).reason()).isEqualTo(GateReason.OUTAGE);

    JsonNode output = done(step);

    assertThat(sent()).hasSize(1);
    String id = google.messageIds().getLast();
    assertThat(output.path("platformId").textValue()).isEqualTo(id);
    assertThat(mails.answered(List.of(google.messageIdOf(id)), List.of())).isPresent();
  }

  /** What a worker that is killed leaves, by how far the ledger and Gmail had come. */
  @ParameterizedTest
  @CsvSource({
    "intended, false",
    "sending,  false",
    "sending,  true",
    "unknown,  false",
    "unknown,  true",
    "failed,   false"
  })
  void whereverAWorkerIsKilledTheMailLeavesOnce(String state, boolean left) throws Exception {
    TestStep step = step("Hello", "gmail");
    if (left) {
      google.cutNext(SEND);
    } else {
      google.failNext(SEND, FakeGoogle.refusal(503, "backendError"));
    }
    held(step);
    data.database()
        .update(
            """
            UPDATE effects SET state = ?, at = now() - interval '6 minutes',
                updated_at = now() - interval '6 minutes'
            WHERE key = ?
            """,
            state,
            step.effectKey());

    StepOutcome outcome = outcome(step);
    for (int i = 0; i < 3 && outcome instanceof StepOutcome.Waiting; i++) {
      outcome = outcome(step);
    }

    assertThat(outcome).isInstanceOf(StepOutcome.Completed.class);
    assertThat(sent()).hasSize(1);
    assertThat(data.effectState(step.effectKey())).isEqualTo("sent");
  }

  @Test
  void attemptsAtOnceSendOneMail() throws Exception {
    TestStep step = step("Hello", "gmail");
    Callable<StepOutcome> attempt = () -> outcome(step);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var outcome : threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> attempt).toList())) {
        assertThat(outcome.get()).isInstanceOf(StepOutcome.Completed.class);
      }
    }
    assertThat(sent()).hasSize(1);
  }

  @Test
  void whereTheAccountIsGoneNobodyKnowsAndNothingIsSentAgain() throws Exception {
    TestStep step = step("Hello", "gmail");
    google.failNext(SEND, Response.of(500, "{}"));
    held(step);
    connections.delete(account);

    assertThat(catchThrowableOfType(StepException.class, () -> outcome(step)).code())
        .isEqualTo(FailureCode.EFFECT_UNKNOWN);
    assertThat(sent()).isEmpty();
  }

  @Test
  void whereTheAccountMayNotBeReadNobodyKnowsAndNothingIsSentAgain() throws Exception {
    TestStep step = step("Hello", "gmail");
    google.failNext(SEND, Response.of(500, "{}"));
    held(step);
    google.failNext(
        "/gmail/v1/users/me/messages", FakeGoogle.refusal(403, "insufficientPermissions"));

    assertThat(catchThrowableOfType(StepException.class, () -> outcome(step)).code())
        .isEqualTo(FailureCode.EFFECT_UNKNOWN);
    assertThat(sent()).isEmpty();
  }

  private TestStep step(String subject, String mailbox) {
    return TestStep.of(
            services,
            EmailSendStep.ID,
            "{\"subject\": \"%s\", \"text\": \"Dear {{contact.name}}\", \"mailbox\": \"%s\"}"
                .formatted(subject, mailbox))
        .about(null, contact)
        .with("contact", "{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(address));
  }

  private List<String> sent() {
    return google.sentMails().subList(sentBefore, google.sentMails().size());
  }

  private static StepOutcome outcome(TestStep step) throws StepException, InterruptedException {
    return StepTypes.find(step.type()).orElseThrow().execute(step);
  }

  private static JsonNode done(TestStep step) throws Exception {
    StepOutcome outcome = outcome(step);
    assertThat(outcome).isInstanceOf(StepOutcome.Completed.class);
    return ((StepOutcome.Completed) outcome).output();
  }

  private static Wait.Slot held(TestStep step) throws Exception {
    return (Wait.Slot) ((StepOutcome.Waiting) outcome(step)).on();
  }

  private static Wait.Person person(TestStep step) throws Exception {
    return (Wait.Person) ((StepOutcome.Waiting) outcome(step)).on();
  }

  /** So long ago that Gmail would show it by now. */
  private static void ended(TestStep step) {
    data.database()
        .update(
            "UPDATE effects SET at = now() - interval '6 minutes' WHERE key = ?", step.effectKey());
  }

  private static UUID connect(String name) {
    UUID id = Ids.next();
    connections.store(
        id,
        Toolkit.GMAIL,
        name,
        Jsonb.object(),
        new Tokens(google.tokens().accessToken(), null, Instant.now().plusSeconds(3_600))
            .credentials());
    connections.account(id, FakeGoogle.ADDRESS, FakeGoogle.ADDRESS);
    return id;
  }
}
