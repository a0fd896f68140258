package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is mailed who had unsubscribed before the mail was claimed, whichever way it goes. */
@Tag("server")
class SendPermissionTest {

  private static final ConsentOrigin RECIPIENT = ConsentOrigin.of(ConsentSource.ONE_CLICK);
  private static final String NEWS = "Product news";
  private static final int ROUNDS = 100;

  private static ApplicationContext context;
  private static GreenMail server;
  private static Database database;
  private static ConsentRepository consents;
  private static SuppressionRepository suppressions;
  private static MailTestDatabase data;

  private UUID contact;
  private String address;

  @BeforeAll
  static void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.smtp.url", "smtp://127.0.0.1:" + server.getSmtp().getPort());
    properties.put("stitch.outbound.allow", "127.0.0.1");
    context = ApplicationContext.run(properties);
    database = context.getBean(Database.class);
    consents = context.getBean(ConsentRepository.class);
    suppressions = context.getBean(SuppressionRepository.class);
    data = new MailTestDatabase(database);
  }

  @AfterAll
  static void stop() {
    context.close();
    server.stop();
  }

  @BeforeEach
  void newContact() {
    address = UUID.randomUUID() + "@example.org";
    contact = data.contact(address);
  }

  @ParameterizedTest
  @CsvSource({
    "smtp, everything", "smtp, topic", "smtp, suppression", "smtp, enrollment",
    "built-in, everything", "built-in, topic", "built-in, suppression", "built-in, enrollment"
  })
  void aMailThatIsAboutToBeClaimedWaitsForTheDecisionThatIsUnderWay(String mailbox, String what)
      throws Exception {
    TestStep step = step(mailbox);
    UUID enrollment = enrolled(step.runId());
    Future<?> sending;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      sending =
          database.transaction(
              () -> {
                switch (what) {
                  case "everything" -> withdraw(null);
                  case "topic" -> withdraw(NEWS);
                  case "suppression" -> suppressions.add(address, SuppressionReason.BOUNCED, null);
                  default -> remove(enrollment);
                }
                Future<?> other = threads.submit(step::run);
                awaitLock(other);
                return other;
              });
    }

    StepException failure = (StepException) sending.exceptionNow();
    assertThat(failure.code())
        .isEqualTo(
            what.equals("enrollment") ? FailureCode.RUN_CONTROL : FailureCode.CONTACT_UNREACHABLE);
    assertNothingLeft(step);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "built-in"})
  void ofAnUnsubscriptionAndAMailAtOnceTheLaterOneKnowsOfTheEarlier(String mailbox)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        newContact();
        String topic = round % 2 == 0 ? null : NEWS;
        CyclicBarrier barrier = new CyclicBarrier(2);
        TestStep step = step(mailbox);
        Future<JsonNode> sending =
            threads.submit(
                () -> {
                  barrier.await();
                  return step.run();
                });
        barrier.await();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
        withdraw(topic);
        awaitEnd(sending);

        if (sending.state() == Future.State.SUCCESS) {
          assertThat(claimedBeforeWithdrawn()).as("round %s", round).isTrue();
        } else {
          assertNothingLeft(step);
        }
      }
    }
  }

  @Test
  void aTopicThatWasLeftIsNotWrittenAboutAndOthersAre() throws Exception {
    withdraw("Offers");
    step("built-in").run();
    withdraw(NEWS);

    assertFails(step("built-in"));
    grant();
    step("built-in").run();
  }

  @Test
  void aTransactionalMailGoesOutWhateverTopicWasLeftButNotToWhoWantsNothing() throws Exception {
    withdraw(NEWS);
    needed().run();

    withdraw(null);
    assertFails(needed());
  }

  @Test
  void theAddressOfAnUnsubscribedContactIsNotWrittenToByARunWithoutThem() {
    withdraw(null);
    TestStep step =
        TestStep.of(
            context.getBean(StepServices.class),
            "email.send",
            "{\"subject\": \"s\", \"text\": \"t\", \"to\": \"%s\"}"
                .formatted(address.toUpperCase(Locale.ROOT)));

    assertFails(step);
  }

  @Test
  void aRetryOfARunAsksTheEnrollmentOfTheFirst() throws Exception {
    TestStep first = step("built-in");
    UUID enrollment = enrolled(first.runId());
    TestStep retry = step("built-in");
    run(retry.runId(), first.runId());

    retry.run();
    remove(enrollment);

    StepException failure =
        catchThrowableOfType(StepException.class, retry.again(config("built-in", ""))::run);
    assertThat(failure.code()).isEqualTo(FailureCode.RUN_CONTROL);
  }

  @Test
  void aRunWhoseTemplateWasDeletedSendsNothing() {
    TestStep step = step("built-in");
    enrolled(step.runId());
    database.update("DELETE FROM workflow_templates");

    assertThat(catchThrowableOfType(StepException.class, step::run).code())
        .isEqualTo(FailureCode.RUN_CONTROL);
  }

  private void withdraw(String topic) {
    consents.change(contact, topic, ConsentState.WITHDRAWN, RECIPIENT);
  }

  private TestStep needed() {
    return step("built-in", "\"topic\": \"%s\", \"transactional\": true".formatted(NEWS));
  }

  private void grant() {
    consents.change(contact, NEWS, ConsentState.GRANTED, RECIPIENT);
  }

  private TestStep step(String mailbox) {
    return step(mailbox, "\"topic\": \" %s \"".formatted(NEWS));
  }

  private TestStep step(String mailbox, String more) {
    return TestStep.of(context.getBean(StepServices.class), "email.send", config(mailbox, more))
        .about(null, contact);
  }

  private static String config(String mailbox, String more) {
    return "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"%s\"%s}"
        .formatted(mailbox, more.isEmpty() ? "" : ", " + more);
  }

  /** The contact's enrollment in a template of its own, with this run. */
  private UUID enrolled(UUID runId) {
    UUID template = Ids.next();
    database.update(
        "INSERT INTO workflow_templates (id, name, template_type) VALUES (?, 't', 'outreach')",
        template);
    run(runId, null);
    UUID enrollment = Ids.next();
    database.update(
        """
        INSERT INTO workflow_enrollments (id, template_id, contact_id, workflow_run_id, status)
        VALUES (?, ?, ?, ?, 'active')
        """,
        enrollment,
        template,
        contact,
        runId);
    return enrollment;
  }

  private static void run(UUID id, UUID retryOf) {
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, retry_of)
        VALUES (?, 'sequence', 'running', 'r', 'template', ?)
        """,
        id,
        retryOf);
  }

  private static void remove(UUID enrollment) {
    database.update("UPDATE workflow_enrollments SET status = 'removed' WHERE id = ?", enrollment);
  }

  private static void awaitLock(Future<?> sending) {
    while (!database.exists("SELECT 1 FROM pg_locks WHERE NOT granted")) {
      if (sending.isDone()) {
        throw new AssertionError("The mail did not wait: " + sending.state());
      }
      Thread.onSpinWait();
    }
  }

  private static void awaitEnd(Future<?> sending) throws InterruptedException {
    while (!sending.isDone()) {
      Thread.onSpinWait();
    }
  }

  /** Both times were taken while the contact's row was held. */
  private boolean claimedBeforeWithdrawn() {
    return database.exists(
        """
        SELECT 1 FROM unsubscribe_links l JOIN consent_changes c ON c.contact_id = l.contact_id
        WHERE l.address = ? AND l.created_at < c.at
        """,
        address);
  }

  private void assertFails(TestStep step) {
    assertThat(catchThrowableOfType(StepException.class, step::run).code())
        .isEqualTo(FailureCode.CONTACT_UNREACHABLE);
    assertNothingLeft(step);
  }

  private void assertNothingLeft(TestStep step) {
    assertThat(
            database.exists("SELECT 1 FROM email_messages WHERE effect_key = ?", step.effectKey()))
        .isFalse();
    assertThat(data.effectState(step.effectKey())).isIn("none", "intended");
    assertThat(server.getReceivedMessages())
        .noneMatch(
            mail -> {
              try {
                return mail.getAllRecipients()[0].toString().equals(address);
              } catch (MessagingException e) {
                throw new AssertionError(e);
              }
            });
  }
}
