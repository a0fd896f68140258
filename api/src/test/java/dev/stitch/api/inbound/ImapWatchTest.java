package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.inbound.Inbox;
import dev.stitch.mail.imap.ImapUrl;
import dev.stitch.mail.imap.ImapWatch;
import dev.stitch.store.Lease;
import io.micronaut.context.ApplicationContext;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ImapWatchTest extends MailApiTest {

  private static final GreenMail SERVER = new GreenMail(dynamic());

  private static GreenMailUser user;

  private static ServerSetup[] dynamic() {
    ServerSetup imap = new ServerSetup(0, null, ServerSetup.PROTOCOL_IMAP);
    imap.setServerStartupTimeout(10_000);
    return new ServerSetup[] {imap};
  }

  @BeforeAll
  static void startServer() {
    SERVER.start();
    user = SERVER.setUser("stitch@mail.example", "stitch", "p+w");
  }

  @AfterAll
  static void stopServer() {
    SERVER.stop();
  }

  @Test
  void mailReachesItsJourneyOnceAsItComesAndStillWhenAnotherWatchTakesOver() throws Exception {
    String entity = written("imap@test", "tokenimap", "imap@work.example");
    ImapWatch first = watch();
    ImapWatch second = watch();
    first.start();
    try {
      put(reply("one@home.example", "First answer."));
      until(() -> signals(entity) == 1);
      second.start();
      until(this::allSeen);

      put(reply("two@home.example", "Second answer."));
      until(() -> signals(entity) == 2);

      put(reply("two@home.example", "Second answer."));
      until(this::allSeen);
      assertThat(signals(entity)).isEqualTo(2);
      assertThat(heard(entity, 2).get(1).argument().at("/data/text").textValue())
          .isEqualTo("Second answer.");

      assertThat(watchers()).isOne();
      first.stop();
      put(reply("three@home.example", "Third answer."));

      until(() -> signals(entity) == 3);
    } finally {
      first.stop();
      second.stop();
    }
    until(() -> watchers() == 0);
  }

  @Test
  void aWatchThatLosesTheDatabaseLetsGoOfTheFolderAndTakesItUpAgain() throws Exception {
    String entity = written("lost@test", "tokenlost", "lost@work.example");
    ImapWatch watch = watch();
    watch.start();
    try {
      until(() -> watchers() == 1);
      database.list(
          "SELECT pg_terminate_backend(pid) AS done FROM pg_locks WHERE locktype = 'advisory' AND granted",
          row -> row.flag("done"));

      put(reply("late@home.example", "After the outage.", "lost@test"));

      until(() -> signals(entity) == 1);
      until(this::allSeen);
    } finally {
      watch.stop();
    }
  }

  private ImapWatch watch() {
    ApplicationContext context = server.getApplicationContext();
    return new ImapWatch(
        ImapUrl.parse(url()), context.getBean(Inbox.class)::accept, context.getBean(Lease.class));
  }

  private long watchers() {
    return database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted");
  }

  private static String url() {
    return "imap://stitch:p+w@127.0.0.1:%d/INBOX?starttls=never&poll=PT1S"
        .formatted(SERVER.getImap().getPort());
  }

  private static String reply(String id, String text) {
    return reply(id, text, "imap@test");
  }

  private static String reply(String id, String text, String answered) {
    return """
    From: pat@home.example
    To: outreach@stitch.example
    Subject: Re: Hello
    Message-ID: <%s>
    In-Reply-To: <%s>

    %s
    """
        .formatted(id, answered, text);
  }

  private static void put(String mail) throws Exception {
    user.deliver(
        new MimeMessage(
            (Session) null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
  }

  private boolean allSeen() throws FolderException {
    return SERVER.getManagers().getImapHostManager().getInbox(user).getNonDeletedMessages().stream()
        .allMatch(message -> message.getFlags().contains(Flags.Flag.SEEN));
  }

  private static long signals(String entity) {
    return ScriptedWorkflow.heardBy("journey/" + entity).size();
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
  }
}
