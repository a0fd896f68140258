package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.store.Ids;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** What tests of inbound mail have in common: routed flows, mail that went out, journeys' ears. */
@Tag("server")
abstract class MailApiTest extends JourneyApiTest {

  private static final String LEAD =
      "{'nodes':[{'id':'lead','type':'ux','data':{'advance':'manual'}}],'edges':[]}";

  /** A flow to which mail of this address leads. */
  protected String routedFlow(String address) {
    String flow = published("bmc", LEAD);
    Answer route =
        post(
            "/api/inbound-routes",
            json("{'address':'%s','flowId':'%s','uxNodeId':'lead'}".formatted(address, flow)));
    assertThat(route.status()).as(route.text()).isEqualTo(201);
    return flow;
  }

  /** An entity to whose contact a mail of this Message-ID (without brackets) went out. */
  protected String written(String messageId, String token, String address) {
    String flow = published("bmc", LEAD);
    String contact =
        post("/api/contacts", json("{'email':'%s'}".formatted(address))).at("/id").textValue();
    String entity =
        post("/api/entities", json("{'flowId':'%s','contactId':'%s'}".formatted(flow, contact)))
            .at("/id")
            .textValue();
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, subject,
                                    reply_token, entity_id, contact_id)
        VALUES (?, ?, 'outbound', 'smtp', 'outreach@stitch.example', ?, 'Hello', ?, ?, ?)
        """,
        Ids.next(),
        "<" + messageId + ">",
        address,
        token,
        UUID.fromString(entity),
        UUID.fromString(contact));
    return entity;
  }

  protected Answer deliver(String mail) {
    return send("POST", "/api/inbound/email/raw", mail, "Content-Type", "message/rfc822");
  }

  /** What a journey has heard, once it is this much. */
  protected static List<ScriptedWorkflow.Heard> heard(String entity, int count) {
    String workflow = "journey/" + entity;
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ScriptedWorkflow.heardBy(workflow).size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(ScriptedWorkflow.heardBy(workflow)).hasSize(count);
    return ScriptedWorkflow.heardBy(workflow);
  }
}
