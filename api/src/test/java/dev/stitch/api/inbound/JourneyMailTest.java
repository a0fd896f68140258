package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.mail.mime.MailFiles;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class JourneyMailTest extends MailApiTest {

  private static final String REPLY =
      """
      From: Pat O'Brien <pat@home.example>
      To: %s
      Subject: Re: Hello
      Message-ID: <%s>
      %s
      Yes, Thursday works.

      On Mon, 16 Nov 2026 at 09:00, Stitch <outreach@stitch.example> wrote:
      > Thursday?
      """;

  @Test
  void aReplyFindsItsJourneyByWhatItAnswersReferencesOrItsAddress() {
    List<String> headers =
        List.of("In-Reply-To: <out-0@test>\n", "References: <x@y>\n <out-1@test>\n", "");
    for (int i = 0; i < headers.size(); i++) {
      String entity = written("out-" + i + "@test", "token" + i, "pat" + i + "@work.example");
      String to = i == 2 ? "outreach+token2@stitch.example" : "outreach@stitch.example";

      Answer answer = deliver(REPLY.formatted(to, "in-" + i + "@home.example", headers.get(i)));

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.at("/entityId").textValue()).as(headers.get(i)).isEqualTo(entity);
      assertThat(answer.at("/kind").textValue()).isEqualTo("reply");
      JsonNode event = heard(entity, 1).getFirst().argument();
      assertThat(event.at("/name").textValue()).isEqualTo("reply");
      assertThat(event.at("/data/from").textValue()).isEqualTo("pat@home.example");
      assertThat(event.at("/data/subject").textValue()).isEqualTo("Re: Hello");
      assertThat(event.at("/data/text").textValue()).isEqualTo("Yes, Thursday works.");
      assertThat(get("/api/entities/" + entity + "/journey-events").status()).isEqualTo(200);
    }
  }

  @Test
  void tenDeliveriesOfAReplyAtOnceAreOne() {
    String entity = written("ten@test", "tokenten", "ten@work.example");
    String mail =
        REPLY.formatted(
            "outreach@stitch.example", "ten-in@home.example", "In-Reply-To: <ten@test>\n");

    List<Answer> answers = IntStream.range(0, 10).parallel().mapToObj(i -> deliver(mail)).toList();

    assertThat(answers).allMatch(each -> each.status() == 202);
    assertThat(answers).allMatch(each -> entity.equals(each.at("/entityId").textValue()));
    heard(entity, 1);
    assertThat(
            database.number(
                "SELECT count(*) FROM email_messages WHERE direction = 'inbound' AND entity_id = ?",
                java.util.UUID.fromString(entity)))
        .isOne();
  }

  @Test
  void anAbsenceIsToldWithItsReturnDate() {
    String entity = written("away@test", "tokenaway", "away@work.example");

    Answer answer = deliver(MailFiles.mail("out-of-office", "away@test", "tokenaway"));

    assertThat(answer.at("/kind").textValue()).isEqualTo("out_of_office");
    assertThat(heard(entity, 1).getFirst().argument().at("/data/until").textValue())
        .isEqualTo("2026-11-30");
  }

  @Test
  void aBounceForGoodSuppressesTheAddressThatWasWrittenTo() {
    String entity = written("gone@test", "tokengone", "gone@work.example");

    Answer answer = deliver(MailFiles.mail("bounce", "gone@test", "tokengone"));

    assertThat(answer.at("/kind").textValue()).isEqualTo("bounced");
    JsonNode event = heard(entity, 1).getFirst().argument();
    assertThat(event.at("/name").textValue()).isEqualTo("bounced");
    assertThat(event.at("/data/status").textValue()).isEqualTo("5.1.1");
    Answer suppression = get("/api/suppressions/gone@work.example");
    assertThat(suppression.at("/reason").textValue()).isEqualTo("bounced");
    assertThat(suppression.at("/detail").textValue()).isEqualTo("5.1.1");
    // The report names another address, as forged ones do.
    assertThat(get("/api/suppressions/gone@example.org").status()).isEqualTo(404);
  }

  @Test
  void aComplaintEndsAllMailToItsContact() {
    String entity = written("angry@test", "tokenangry", "angry@work.example");

    Answer answer = deliver(MailFiles.mail("complaint", "angry@test", "tokenangry"));

    assertThat(answer.at("/kind").textValue()).isEqualTo("complained");
    assertThat(heard(entity, 1).getFirst().argument().at("/name").textValue())
        .isEqualTo("complained");
    assertThat(get("/api/suppressions/angry@work.example").at("/reason").textValue())
        .isEqualTo("complained");
    String contact = get("/api/entities/" + entity).at("/contact/id").textValue();
    assertThat(get("/api/contacts/" + contact).at("/unsubscribedAt").isTextual()).isTrue();
  }

  @Test
  void aReplyToAnEndedJourneyIsKeptWithoutEffect() {
    String entity = written("late@test", "tokenlate", "late@work.example");
    project(entity, "lead", "completed");

    Answer answer =
        deliver(
            REPLY.formatted(
                "outreach@stitch.example", "late-in@home.example", "In-Reply-To: <late@test>\n"));

    assertThat(answer.at("/ignored").textValue()).isEqualTo("journey_ended");
    heard(entity, 0);
  }

  @Test
  void aReplyToMailOfNoJourneyBeginsOneOfTheContactThatWasWrittenTo() {
    String flow = routedFlow("campaign@stitch.example");
    String contact =
        post("/api/contacts", json("{'email':'lead@work.example'}")).at("/id").textValue();
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, contact_id)
        VALUES (?, '<campaign@test>', 'outbound', 'smtp', 'x', 'lead@work.example', ?)
        """,
        dev.stitch.store.Ids.next(),
        java.util.UUID.fromString(contact));

    Answer answer =
        deliver(
            REPLY.formatted(
                "campaign+abc@stitch.example",
                "camp-in@home.example",
                "In-Reply-To: <campaign@test>\n"));

    Answer entity = get("/api/entities/" + answer.at("/entityId").textValue());
    assertThat(entity.at("/flowId").textValue()).isEqualTo(flow);
    assertThat(entity.at("/contact/id").textValue()).isEqualTo(contact);
    assertThat(entity.at("/source").textValue()).isEqualTo("email_reply");
    assertThat(entity.at("/metadata/sender").textValue()).isEqualTo("pat@home.example");
    assertThat(entity.at("/metadata/subject").textValue()).isEqualTo("Re: Hello");
    assertThat(entity.at("/metadata/reply").textValue()).isEqualTo("Yes, Thursday works.");
  }

  @Test
  void suppressionsAreMadeAndLiftedByHand() {
    assertThat(post("/api/suppressions", json("{'address':'No@Work.example'}")).status())
        .isEqualTo(201);
    assertThat(get("/api/suppressions?reason=manual&q=no@work").at("/total").intValue()).isOne();
    assertThat(delete("/api/suppressions/NO@work.example").status()).isEqualTo(204);
    assertThat(delete("/api/suppressions/no@work.example").status()).isEqualTo(404);
    assertThat(post("/api/suppressions", "{}").pointer()).isEqualTo("/address");
    assertThat(post("/api/suppressions", json("{'address':'nobody'}")).pointer())
        .isEqualTo("/address");
  }
}
