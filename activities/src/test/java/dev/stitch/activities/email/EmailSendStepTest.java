package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.page.Days;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a mail is made of, and who gets it; the built-in mailbox takes it. */
@Tag("server")
class EmailSendStepTest {

  private static final String CONFIG =
      """
      {"subject": "Hello {{contact.name}}", "text": "Dear {{contact.name}}",
       "html": "<p>Dear {{contact.name}}</p>"}
      """;

  private static ApplicationContext context;
  private static StepServices services;
  private static MailRepository mails;
  private static MailTestDatabase data;

  private UUID contact;
  private String address;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    services = context.getBean(StepServices.class);
    mails = context.getBean(MailRepository.class);
    data = new MailTestDatabase(context.getBean(Database.class));
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void newContact() {
    address = UUID.randomUUID() + "@example.org";
    contact = data.contact(address);
  }

  @Test
  void theBuiltInMailboxTakesTheMailRenderedAndEscaped() throws Exception {
    UUID entity = data.entityOf(contact);
    TestStep step = step(CONFIG).about(entity, contact).with("contact", "{\"name\": \"A<b> & C\"}");

    JsonNode output = step.run();

    assertThat(output.path("to").asText()).isEqualTo(address);
    assertThat(output.path("subject").asText()).isEqualTo("Hello A<b> & C");
    assertThat(output.path("mailbox").asText()).isEqualTo("built-in");
    assertThat(output.path("messageId").asText()).matches("<[0-9a-f]{40}@stitch\\.example>");
    assertThat(output.size()).isEqualTo(4);
    EmailMessage mail = onlyMail();
    assertThat(mail.text()).isEqualTo("Dear A<b> & C");
    assertThat(mail.html()).isEqualTo("<p>Dear A&lt;b&gt; &amp; C</p>");
    assertThat(mail.from()).isEqualTo("Stitch <outreach@stitch.example>");
    assertThat(mail.replyTo()).isEqualTo("outreach+" + mail.replyToken() + "@stitch.example");
    assertThat(mail.replyToken()).matches("[0-9a-f]{32}");
    assertThat(mail.entityId()).isEqualTo(entity);
    assertThat(mail.contactId()).isEqualTo(contact);
    assertThat(mail.runId()).isEqualTo(step.runId());
    assertThat(mail.nodeId()).isEqualTo("node");
  }

  @Test
  void aRetryAnswersTheSameMailAndSendsNone() throws Exception {
    TestStep step = step(CONFIG).about(null, contact);

    JsonNode first = step.run();
    JsonNode second = step.run();

    assertThat(second).isEqualTo(first);
    assertThat(mailsTo(address)).hasSize(1);
  }

  @Test
  void aRetryAfterTheContactUnsubscribedStillAnswersTheMailThatWent() throws Exception {
    TestStep step = step(CONFIG).about(null, contact);
    JsonNode first = step.run();
    data.database().update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", contact);

    assertThat(step.run()).isEqualTo(first);
  }

  @Test
  void attemptsAtOnceDeliverOneMail() throws Exception {
    TestStep step = step(CONFIG).about(null, contact);
    Callable<JsonNode> attempt = step::run;

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> outputs =
          threads.invokeAll(IntStream.range(0, 12).mapToObj(i -> attempt).toList());
      for (Future<JsonNode> output : outputs) {
        assertThat(output.get().path("to").asText()).isEqualTo(address);
      }
    }
    assertThat(mailsTo(address)).hasSize(1);
  }

  @Test
  void aCrashBetweenMailAndLedgerIsMadeGoodWithoutASecondMail() throws Exception {
    TestStep step = step(CONFIG).about(null, contact);
    step.run();
    data.database()
        .update(
            "UPDATE effects SET state = 'sending', result = NULL WHERE key = ?", step.effectKey());

    step.run();

    assertThat(mailsTo(address)).hasSize(1);
    assertThat(data.effectState(step.effectKey())).isEqualTo("sent");
  }

  @Test
  void lineBreaksInASubjectCannotBecomeHeaders() throws Exception {
    JsonNode output =
        step("{\"subject\": \"Hi {{input.name}}\", \"text\": \"x\"}")
            .about(null, contact)
            .with("input", "{\"name\": \"Eve\\r\\nBcc: all@example.org\\u2028\\u0000!\"}")
            .run();

    assertThat(output.path("subject").asText()).isEqualTo("Hi Eve Bcc: all@example.org !");
  }

  @Test
  void theMailNamesTheFirstOneOfItsEntityAsItsThread() throws Exception {
    TestStep first = step(CONFIG).about(data.entityOf(contact), contact);
    String firstId = first.run().path("messageId").asText();
    first.again(CONFIG).run();
    first.again(CONFIG).run();
    step(CONFIG).about(data.entityOf(contact), contact).run();

    assertThat(mailsTo(address).reversed())
        .extracting(EmailMessage::inReplyTo)
        .containsExactly(null, firstId, firstId, null);
  }

  @Test
  void aMailMayGoToSomebodyElseFromSomebodyElseAndAnswersElsewhere() throws Exception {
    step("""
            {"subject": "s", "text": "t", "to": "{{input.boss}}", "from": "Ada <ada@example.com>",
             "replyTo": "desk@example.com"}
            """)
        .about(null, contact)
        .with("input", "{\"boss\": \"boss-of-" + address + "\"}")
        .run();

    EmailMessage mail = mailsTo("boss-of-" + address).getFirst();
    assertThat(mail.from()).isEqualTo("Ada <ada@example.com>");
    assertThat(mail.replyTo()).isEqualTo("desk@example.com");
    assertThat(mail.replyToken()).isNull();
  }

  @Test
  void nobodyIsWrittenToWhoMustNotOrCannotBe() {
    UUID archived = data.contact("archived-" + address);
    data.database().update("UPDATE contacts SET status = 'archived' WHERE id = ?", archived);
    UUID unsubscribed = data.contact("unsubscribed-" + address);
    data.database()
        .update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", unsubscribed);

    assertFails(FailureCode.CONTACT_UNREACHABLE, step(CONFIG).about(null, archived));
    assertFails(FailureCode.CONTACT_UNREACHABLE, step(CONFIG).about(null, unsubscribed));
    assertFails(FailureCode.CONTACT_UNREACHABLE, step(CONFIG).about(null, data.contact(null)));
    assertFails(FailureCode.CONTACT_UNREACHABLE, step(CONFIG).about(null, UUID.randomUUID()));
    assertFails(FailureCode.CONTACT_UNREACHABLE, step(CONFIG));
  }

  @Test
  void namingAnUnsubscribedContactsAddressDoesNotReachThemEither() {
    data.database().update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", contact);

    assertFails(
        FailureCode.CONTACT_UNREACHABLE,
        step("{\"subject\": \"s\", \"text\": \"t\", \"to\": \"%s\"}".formatted(address))
            .about(null, contact));
  }

  @Test
  void addressesThatAreNoneAreTheConfigsFault() {
    for (String to :
        List.of(
            "nobody",
            "a@example.org, b@example.org",
            "group: a@example.org;",
            "a@example.org\\r\\nBcc: b@example.org",
            "",
            "a@")) {
      assertFails(
          FailureCode.INVALID_CONFIG,
          step("{\"subject\": \"s\", \"text\": \"t\", \"to\": \"{{input.to}}\"}")
              .about(null, contact)
              .with("input", "{\"to\": \"" + to + "\"}"));
    }
    assertThat(mailsTo(address)).isEmpty();
  }

  @Test
  void aMailboxThatIsNotThereIsNotFound() {
    assertFails(
        FailureCode.NOT_FOUND,
        step("{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"smtp\"}").about(null, contact));
  }

  private static TestStep step(String config) {
    return TestStep.of(services, "email.send", config);
  }

  private EmailMessage onlyMail() {
    List<EmailMessage> all = mailsTo(address);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<EmailMessage> mailsTo(String to) {
    return mails
        .page(MailDirection.OUTBOUND, null, Days.ALL, new PageRequest(1, 50, null, to))
        .data()
        .stream()
        .filter(mail -> mail.to().equals(to))
        .toList();
  }

  private static void assertFails(FailureCode code, TestStep step) {
    StepException failure = catchThrowableOfType(StepException.class, step::run);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
  }
}
