package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers fetch mail from a folder; the API has no part in it. */
class FetchedMailTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MAILS = 12;

  private final GreenMail server = new GreenMail(imap());
  private final RunningStack stack =
      RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
  private final ReadModel database = new ReadModel(stack);
  private GreenMailUser user;
  private Process second;

  private static ServerSetup imap() {
    ServerSetup imap = new ServerSetup(0, null, ServerSetup.PROTOCOL_IMAP);
    imap.setServerStartupTimeout(10_000);
    return imap;
  }

  @BeforeEach
  void start() {
    server.start();
    user = server.setUser("stitch@mail.example", "stitch", "secret");
    stack.up(Map.of("STITCH_IMAP_URL", url()));
  }

  @AfterEach
  void stop() {
    if (second != null) {
      second.destroyForcibly();
    }
    stack.close();
    server.stop();
  }

  @Test
  void ofTwoWorkersOneTakesEachMailOnceAndTheOtherGoesOnWhenItIsKilled() throws Exception {
    UUID flow = UUID.fromString(routedFlow());
    second =
        stack.cli(
            Map.of(
                "STITCH_IMAP_URL", url(),
                "STITCH_DATABASE_URL", stack.endpoints().get("database").asText(),
                "TEMPORAL_ADDRESS", stack.endpoints().get("temporal").asText()),
            "worker");
    Eventually.within(PATIENCE)
        .until(() -> stack.output("worker").contains("Polling"), () -> "a second worker polls");

    for (int i = 0; i < MAILS; i++) {
      put("person" + i);
    }
    awaitMails(flow, MAILS);
    assertThat(watchers()).isOne();

    stack.freezeUp();
    stack.kill("worker");
    put("late");
    awaitMails(flow, MAILS + 1);
    assertThat(watchers()).isOne();
    assertThat(database.number("SELECT count(*) FROM entities WHERE flow_id = ?", flow))
        .isEqualTo(MAILS + 1);

    second.destroy();
    assertThat(second.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(watchers()).isZero();
  }

  private String url() {
    return "imap://stitch:secret@127.0.0.1:%d/INBOX?starttls=never&poll=PT1S"
        .formatted(server.getImap().getPort());
  }

  private String routedFlow() {
    JsonNode graph = new Canvas().node("asked", "ux", "{'advance':'manual'}").graph();
    String flow = stack.api().flow("bmc", "Fetched mail", graph);
    stack
        .api()
        .post(
            "/api/inbound-routes",
            Canvas.json(
                "{'address':'hello@mail.example','flowId':'%s','uxNodeId':'asked'}"
                    .formatted(flow)))
        .good();
    return flow;
  }

  private void put(String person) throws Exception {
    String mail =
        """
        From: %1$s@work.example
        To: hello@mail.example
        Subject: Prices
        Message-ID: <%1$s@work.example>

        What does it cost?
        """
            .formatted(person);
    user.deliver(
        new MimeMessage(
            (Session) null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
  }

  /** Waits until so many mails are in the mailbox, each of them at a live entity of its own. */
  private void awaitMails(UUID flow, int count) {
    Eventually.within(PATIENCE)
        .until(
            () ->
                database.number(
                        """
                        SELECT count(DISTINCT e.id) FROM entities e
                        JOIN email_messages m ON m.entity_id = e.id AND m.direction = 'inbound'
                        WHERE e.flow_id = ? AND e.status = 'waiting'
                        """,
                        flow)
                    == count,
            () -> count + " mails are taken in; " + stack.output("worker"));
    assertThat(database.number("SELECT count(*) FROM email_messages WHERE direction = 'inbound'"))
        .isEqualTo(count);
  }

  /** Workers that hold the lease of the folder: its key has this number. */
  private long watchers() {
    return database.number(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = "
            + 0x57171A9);
  }
}
