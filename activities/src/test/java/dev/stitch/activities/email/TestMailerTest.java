package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stitch.port.MailActivities.TestMail;
import dev.stitch.port.MailActivities.TestResult;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.authoring.MailTemplateRepository;
import dev.stitch.store.mail.MailOutcomeRepository;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class TestMailerTest {

  private static ApplicationContext context;
  private static GreenMail server;
  private static Database database;
  private static TestMailer mailer;
  private static UUID template;

  @BeforeAll
  static void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.smtp.url", "smtp://127.0.0.1:" + server.getSmtp().getPort());
    context = ApplicationContext.run(properties);
    database = context.getBean(Database.class);
    mailer = context.getBean(TestMailer.class);
    template = Ids.next();
    context
        .getBean(MailTemplateRepository.class)
        .insert(
            template,
            "M",
            "Hi {{contact.name}}",
            null,
            "<p>Dear {{contact.name}}, <a href=\"{{unsubscribeUrl}}\">leave</a></p>",
            "test");
  }

  @AfterAll
  static void stop() {
    context.close();
    server.stop();
  }

  @BeforeEach
  void emptyServer() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  @Test
  void aTestLeavesAsMailOfCampaignsDoesAndIsMarkedAndOfNoRun() throws Exception {
    UUID contact = new MailTestDatabase(database).contact(UUID.randomUUID() + "@example.org");

    TestResult result = mailer.send(test(contact, "tester@example.org", null));

    assertThat(result.sent()).as(result.message()).isTrue();
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getMessageID()).isEqualTo(result.messageId());
    assertThat(mail.getSubject()).isEqualTo("[Test] Hi Ada");
    assertThat(mail.getHeader("To", ",")).isEqualTo("tester@example.org");
    assertThat(mail.getHeader("List-Unsubscribe", ",")).contains("/u/");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getBody(mail)).contains("Dear Ada, leave (http://127.0.0.1:8080/u/");
    assertThat(
            database.number(
                "SELECT count(*) FROM email_messages WHERE message_id = ? AND run_id IS NULL AND contact_id IS NULL",
                result.messageId()))
        .isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM send_slots")).isZero();
    assertThat(context.getBean(MailOutcomeRepository.class).bounces("smtp", 50).mails()).isZero();
  }

  @Test
  void askedForTwiceItLeavesOnce() throws Exception {
    TestMail test = test(null, "twice@example.org", null);

    TestResult first = mailer.send(test);
    TestResult second = mailer.send(test);

    assertThat(second).isEqualTo(first);
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aFailureIsAnAnswerThatSaysWhatHappened() throws Exception {
    context
        .getBean(SuppressionRepository.class)
        .add("gone@example.org", SuppressionReason.BOUNCED, null);

    assertThat(mailer.send(test(null, "gone@example.org", null)))
        .returns(false, TestResult::sent)
        .returns("CONTACT_UNREACHABLE", TestResult::code)
        .satisfies(result -> assertThat(result.message()).contains("suppressed"));
    assertThat(mailer.send(test(null, "a@example.org", "nowhere")))
        .returns("NOT_FOUND", TestResult::code);
    assertThat(
            mailer.send(
                new TestMail(UUID.randomUUID(), UUID.randomUUID(), 1, null, "a@example.org", null)))
        .returns("NOT_FOUND", TestResult::code);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void itMayStayInTheBuiltInMailbox() throws Exception {
    TestResult result = mailer.send(test(null, "here@example.org", "built-in"));

    assertThat(result.mailbox()).isEqualTo("built-in");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private static TestMail test(@Nullable UUID contact, String to, @Nullable String mailbox) {
    return new TestMail(UUID.randomUUID(), template, 1, contact, to, mailbox);
  }
}
