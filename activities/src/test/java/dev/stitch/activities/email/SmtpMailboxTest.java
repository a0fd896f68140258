package dev.stitch.activities.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.page.Days;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.secret.RandomToken;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.net.ServerSocket;
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

/** How mail goes over the wire, and what becomes of it when the server misbehaves. */
@Tag("server")
class SmtpMailboxTest {

  private static final String CONFIG =
      "{\"subject\": \"Grüße, {{input.name}}\", \"text\": \"Täglich\", \"html\": \"<b>Täglich</b>\"}";

  private static Map<String, String> database;
  private static GreenMail server;

  private ApplicationContext context;
  private MailTestDatabase data;
  private UUID contact;
  private String address;

  @BeforeAll
  static void startServers() {
    database = Postgres.freshProperties();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterAll
  static void stopServers() {
    server.stop();
  }

  @BeforeEach
  void emptyServer() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void theMailArrivesWithItsHeadersAndBothTexts() throws Exception {
    sendThrough(greenMail());
    UUID entity = data.entityOf(contact);
    TestStep step = step().about(entity, contact);
    JsonNode first = step.run();
    step.again(CONFIG).run();

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    MimeMessage mail = received[0];
    assertThat(mail.getMessageID()).isEqualTo(first.path("messageId").asText());
    assertThat(mail.getSubject()).isEqualTo("Grüße, Ada");
    assertThat(mail.getHeader("To", ",")).isEqualTo(address);
    assertThat(mail.getHeader("From", ",")).isEqualTo("Stitch <outreach@stitch.example>");
    assertThat(mail.getHeader("Reply-To", ","))
        .isEqualTo("outreach+" + recorded(first).replyToken() + "@stitch.example");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getBody(mail)).contains("text/plain", "text/html");
    assertThat(received[1].getHeader("In-Reply-To", ",")).isEqualTo(mail.getMessageID());
    assertThat(received[1].getHeader("References", ",")).isEqualTo(mail.getMessageID());
    assertThat(first.path("mailbox").asText()).isEqualTo("smtp");
    assertThat(recorded(first).entityId()).isEqualTo(entity);
  }

  @Test
  void whereMailReachesUsTheHeadersNameAnAddressToo() throws Exception {
    sendThrough(greenMail());
    context
        .getBean(Database.class)
        .update("INSERT INTO inbound_deliveries (message_id) VALUES ('<came@in>')");
    send("\"topic\": \"News\"");

    MimeMessage mail = server.getReceivedMessages()[0];
    String header = MimeUtility.unfold(mail.getHeader("List-Unsubscribe", ","));
    assertThat(header)
        .matches(
            "<http://127\\.0\\.0\\.1:8080/u/(?<token>[A-Za-z0-9_-]{43})>,"
                + "\\s+<mailto:outreach@stitch\\.example\\?subject=unsubscribe%20\\k<token>>");
  }

  @Test
  void aMailThatIsNotTransactionalCarriesTheHeadersToUnsubscribeBy() throws Exception {
    sendThrough(greenMail());
    send("\"topic\": \"News\"");
    send("\"topic\": \"News\", \"transactional\": true");

    MimeMessage mail = server.getReceivedMessages()[0];
    String header = mail.getHeader("List-Unsubscribe", ",");
    assertThat(header).matches("<http://127\\.0\\.0\\.1:8080/u/[A-Za-z0-9_-]{43}>");
    assertThat(mail.getHeader("List-Unsubscribe-Post", ","))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.getHeader("Feedback-ID", ",")).isEqualTo("News:smtp:stitch:stitch.example");
    String token = header.substring(header.lastIndexOf('/') + 1, header.length() - 1);
    assertThat(GreenMailUtil.getBody(mail)).contains(token);
    UnsubscribeLink link =
        context
            .getBean(UnsubscribeLinkRepository.class)
            .find(RandomToken.hash(token))
            .orElseThrow();
    assertThat(link.contactId()).isEqualTo(contact);
    assertThat(link.address()).isEqualTo(address);
    assertThat(link.topic()).isEqualTo("News");
    assertThat(link.messageId()).isEqualTo(mail.getMessageID());
    MimeMessage needed = server.getReceivedMessages()[1];
    assertThat(needed.getHeader("List-Unsubscribe")).isNull();
    assertThat(needed.getHeader("List-Unsubscribe-Post")).isNull();
    assertThat(needed.getHeader("Feedback-ID")).isNull();
  }

  private void send(String more) throws Exception {
    TestStep.of(
            context.getBean(StepServices.class),
            "email.send",
            "{\"subject\": \"s\", \"text\": \"{{unsubscribeUrl}}\", %s}".formatted(more))
        .about(null, contact)
        .run();
  }

  @Test
  void aMailOfHtmlAloneLeavesWithThePlainTextThatSaysTheSame() throws Exception {
    sendThrough(greenMail());

    TestStep.of(
            context.getBean(StepServices.class),
            "email.send",
            "{\"subject\": \"s\", \"html\": \"<h1>News</h1><a href='https://a.example'>Read</a>\"}")
        .about(null, contact)
        .run();

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getBodyPart(0).getContent().toString().replace("\r", ""))
        .isEqualTo("News\n====\n\nRead (https://a.example)");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
  }

  @Test
  void attemptsAtOnceSendOneMail() throws Exception {
    sendThrough(greenMail());
    TestStep step = step();
    Callable<JsonNode> attempt = step::run;

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> outputs =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> attempt).toList());
      for (Future<JsonNode> output : outputs) {
        assertThat(output.get().path("to").asText()).isEqualTo(address);
      }
    }
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aStepMayKeepItsMailInTheBuiltInMailbox() throws Exception {
    sendThrough(greenMail());

    JsonNode output =
        TestStep.of(
                context.getBean(StepServices.class),
                "email.send",
                "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"built-in\"}")
            .about(null, contact)
            .run();

    assertThat(output.path("mailbox").asText()).isEqualTo("built-in");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aStoredMailServerIsAMailboxByItsName() throws Exception {
    sendThrough("");
    storeMailServer("relay", "127.0.0.1");

    JsonNode output = throughRelay().run();

    assertThat(output.path("mailbox").asText()).isEqualTo("relay");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aStoredMailServerThatMayNotBeCalledFromHereIsNot() {
    sendThrough("");
    storeMailServer("relay", "10.1.2.3");

    assertThat(catchThrowableOfType(StepException.class, throughRelay()::run).code())
        .isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
  }

  private TestStep throughRelay() {
    return TestStep.of(
            context.getBean(StepServices.class),
            "email.send",
            "{\"subject\": \"s\", \"text\": \"t\", \"mailbox\": \"relay\"}")
        .about(null, contact);
  }

  private void storeMailServer(String name, String host) {
    data.database().update("DELETE FROM platform_accounts");
    context
        .getBean(ConnectionRepository.class)
        .insert(
            Ids.next(),
            Toolkit.SMTP,
            name,
            Jsonb.object()
                .put("host", host)
                .put("port", server.getSmtp().getPort())
                .put("tls", "never"),
            null);
  }

  @Test
  void aServerThatIsNotThereMayBeTriedAgain() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    sendThrough("smtp://127.0.0.1:" + closedPort);
    TestStep step = step();

    assertFails(step, FailureCode.UNAVAILABLE, "intended");
  }

  @Test
  void aServerThatAsksToComeBackLaterMayBeTriedAgain() throws Exception {
    for (String word : List.of("CONNECT", "MAIL", "RCPT")) {
      try (ScriptedSmtpServer smtp = script(word, "421 busy")) {
        assertFails(step(), FailureCode.UNAVAILABLE, "intended");
        assertThat(smtp.mails()).isZero();
      }
    }
  }

  @Test
  void aServerThatRefusesBeforeTheMailIsNotAskedAgain() throws Exception {
    for (String word : List.of("CONNECT", "MAIL", "RCPT")) {
      try (ScriptedSmtpServer smtp = script(word, "550 5.1.1 no such user")) {
        assertFails(step(), FailureCode.REJECTED, "intended");
        assertThat(smtp.mails()).isZero();
      }
    }
  }

  @Test
  void aConnectionLostBeforeTheMailMayBeTriedAgain() throws Exception {
    for (String word : List.of("CONNECT", "MAIL", "RCPT")) {
      try (ScriptedSmtpServer smtp = script(word, ScriptedSmtpServer.HANG_UP)) {
        assertFails(step(), FailureCode.UNAVAILABLE, "intended");
        assertThat(smtp.mails()).isZero();
      }
    }
  }

  @Test
  void aMailThatTheServerDidNotTakeIsNoMailAndMayBeTriedAgain() throws Exception {
    TestStep step;
    try (ScriptedSmtpServer smtp = script(ScriptedSmtpServer.END_OF_MAIL, "451 try later")) {
      step = step();
      assertFails(step, FailureCode.UNAVAILABLE, "failed");
      assertThat(smtp.mails()).isOne();
      assertThat(mailsShown()).isZero();
    }
    sendThrough(greenMail());

    JsonNode output = again(step).run();

    String token = recorded(output).replyToken();
    assertThat(server.getReceivedMessages()[0].getHeader("Reply-To", ",")).contains(token);
  }

  @Test
  void aMailThatTheServerRefusedIsRejected() throws Exception {
    try (ScriptedSmtpServer smtp = script(ScriptedSmtpServer.END_OF_MAIL, "554 spam")) {
      assertFails(step(), FailureCode.REJECTED, "failed");
      assertThat(smtp.mails()).isOne();
    }
  }

  @Test
  void aConnectionLostInTheMiddleOfTheMailIsUnknownAndNeverSentAgain() throws Exception {
    for (String word : List.of("DATA", ScriptedSmtpServer.END_OF_MAIL)) {
      try (ScriptedSmtpServer smtp = script(word, ScriptedSmtpServer.HANG_UP)) {
        TestStep step = step();
        assertFails(step, FailureCode.EFFECT_UNKNOWN, "unknown");
        assertFails(step, FailureCode.EFFECT_UNKNOWN, "unknown");
        assertThat(smtp.mails()).isEqualTo(word.equals("DATA") ? 0 : 1);
      }
    }
  }

  @Test
  void aLoginThatIsRefusedIsNotTriedAgain() {
    sendThrough(greenMail().replace("smtp://", "smtp://ada:wrong@"));
    server.setUser("ada", "right");

    // GreenMail accepts mail without login, but not with a wrong one.
    assertFails(step(), FailureCode.REJECTED, "intended");
  }

  private ScriptedSmtpServer script(String word, String answer) throws Exception {
    ScriptedSmtpServer smtp = new ScriptedSmtpServer(Map.of(word, answer));
    sendThrough(smtp.url());
    return smtp;
  }

  private String greenMail() {
    return "smtp://127.0.0.1:" + server.getSmtp().getPort();
  }

  private void sendThrough(String smtpUrl) {
    if (context != null) {
      context.close();
    }
    Map<String, Object> properties = new HashMap<>(database);
    properties.put("stitch.smtp.url", smtpUrl);
    properties.put("stitch.outbound.allow", "127.0.0.1");
    context = ApplicationContext.run(properties);
    data = new MailTestDatabase(context.getBean(Database.class));
    address = UUID.randomUUID() + "@example.org";
    contact = data.contact(address);
  }

  private TestStep step() {
    return TestStep.of(context.getBean(StepServices.class), "email.send", CONFIG)
        .about(null, contact)
        .with("input", "{\"name\": \"Ada\"}");
  }

  /** The same execution by a process that was started anew. */
  private TestStep again(TestStep step) {
    return new TestStep(
        context.getBean(StepServices.class),
        step.type(),
        step.config(),
        step.entityId(),
        step.contactId(),
        step.runId(),
        step.effectKey(),
        step.timeout(),
        step.variables());
  }

  private void assertFails(TestStep step, FailureCode code, String state) {
    StepException failure = catchThrowableOfType(StepException.class, step::run);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(data.effectState(step.effectKey())).isEqualTo(state);
  }

  private EmailMessage recorded(JsonNode output) {
    MailRepository mails = context.getBean(MailRepository.class);
    UUID id =
        data.database()
            .first(
                "SELECT id FROM email_messages WHERE message_id = ?",
                row -> row.uuid("id"),
                output.path("messageId").asText())
            .orElseThrow();
    return mails.find(id).orElseThrow();
  }

  private long mailsShown() {
    return context
        .getBean(MailRepository.class)
        .page(MailDirection.OUTBOUND, null, Days.ALL, new PageRequest(1, 1, null, address))
        .total();
  }
}
