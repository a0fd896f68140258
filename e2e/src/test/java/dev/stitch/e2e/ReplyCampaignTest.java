package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The campaign blueprint: a system flow writes to contacts, and only who replies enters a journey.
 */
class ReplyCampaignTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TAG = "reply-campaign-test";

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();
  private final ReadModel database = new ReadModel(stack);

  @Test
  void whoRepliesToTheCampaignEntersTheJourneyAndMovesAlongItsSpine() throws Exception {
    publish();
    List<String> people =
        IntStream.range(0, 5).mapToObj(i -> "lead" + i + "@campaign.example").toList();
    people.forEach(
        address ->
            api.post(
                    "/api/contacts",
                    Canvas.json(
                        "{'name':'Lead','email':'%s','tags':['%s']}".formatted(address, TAG)))
                .good());

    run("Campaign: write to all", "{'input':{'tag':'%s'}}".formatted(TAG));
    Eventually.within(PATIENCE)
        .until(() -> mails("onboarding").size() == people.size(), () -> "all mails are out");
    assertThat(mails("onboarding"))
        .extracting(mail -> mail.get("to").asText())
        .containsExactlyInAnyOrderElementsOf(people);

    for (JsonNode mail : mails("onboarding")) {
      if (mail.get("to").asText().startsWith("lead3@")) {
        reply(mail);
        reply(mail);
      }
    }

    List<JsonNode> entities =
        database.rows(
            "SELECT e.id, e.source, e.metadata FROM entities e JOIN contacts c ON c.id = e.contact_id WHERE c.email LIKE '%@campaign.example'");
    assertThat(entities).hasSize(1);
    String entity = entities.getFirst().get("id").asText();
    assertThat(entities.getFirst().get("source").asText()).isEqualTo("email_reply");
    assertThat(entities.getFirst().at("/metadata/sender").asText()).isEqualTo(people.get(3));
    assertThat(entities.getFirst().at("/metadata/reply").asText())
        .isEqualTo("Yes, Thursday works.");
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/entities/" + entity)
                    .good()
                    .get("status")
                    .asText()
                    .equals("completed"),
            () -> "the journey completes: " + api.get("/api/entities/" + entity).body());
    assertThat(
            database.texts(
                "SELECT to_node FROM journey_events WHERE entity_id = ? AND type = 'moved' ORDER BY seq",
                UUID.fromString(entity)))
        .containsExactly("replied", "thanked", "engaged");
    assertThat(
            database.texts(
                "SELECT lifecycle_stage FROM contacts WHERE email LIKE '%@campaign.example' AND lifecycle_stage IS NOT NULL"))
        .containsExactly("engaged");
    assertThat(mails("thank you for your reply")).hasSize(1);
  }

  private void publish() throws InterruptedException {
    for (int time = 0; time < 2; time++) {
      Process command = stack.cli("blueprint", "reply-campaign", "--home", stack.home().toString());
      assertThat(command.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(command.exitValue()).as(stack.output("blueprint")).isZero();
    }
  }

  private void run(String flow, String body) {
    String id =
        database.texts("SELECT id FROM flows WHERE name = ? AND kind = 'system'", flow).getFirst();
    api.post("/api/flows/" + id + "/run", Canvas.json(body)).good();
  }

  private List<JsonNode> mails(String text) {
    JsonNode page =
        api.get("/api/mailbox/messages?pageSize=200&q=" + text.replace(" ", "%20")).good();
    return page.get("data")
        .valueStream()
        .filter(mail -> mail.get("to").asText().endsWith("@campaign.example"))
        .toList();
  }

  /** As a mail program answers: the same mail each time. */
  private void reply(JsonNode mail) {
    String to = mail.get("to").asText();
    String answer =
        """
        From: Lead <%s>
        To: %s
        Subject: Re: %s
        Message-ID: <answer-%s>
        In-Reply-To: %s
        Date: Tue, 17 Nov 2026 10:12:00 +0000

        Yes, Thursday works.

        On Mon, 16 Nov 2026 at 09:00, Stitch <campaign@stitch.example> wrote:
        > would you have twenty minutes this week?
        """
            .formatted(
                to,
                mail.get("replyTo").asText(),
                mail.get("subject").asText(),
                to,
                mail.get("messageId").asText());
    api.post("/api/inbound/email/raw", "message/rfc822", answer).good();
  }
}
