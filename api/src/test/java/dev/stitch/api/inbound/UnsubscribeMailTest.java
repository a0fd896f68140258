package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Ids;
import dev.stitch.store.secret.RandomToken;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail to the address that List-Unsubscribe names. */
@Tag("server")
class UnsubscribeMailTest extends MailApiTest {

  private static final String MAIL =
      """
      From: <%s>
      To: outreach@stitch.example
      Subject: %s
      Message-ID: <%s@in>

      """;

  private UUID contact;
  private String token;

  private void mailed(String address, String topic) {
    contact =
        UUID.fromString(
            post("/api/contacts", json("{'email':'%s'}".formatted(address))).at("/id").textValue());
    token = RandomToken.fresh();
    database.update(
        """
        INSERT INTO unsubscribe_links (token_hash, contact_id, address, topic, message_id)
        VALUES (?, ?, ?, ?, ?)
        """,
        RandomToken.hash(token),
        contact,
        address,
        topic,
        "<" + Ids.next() + "@test>");
  }

  @Test
  void itUnsubscribesAndTwiceIsOnce() {
    mailed("leaves@unsubscribe.example", null);
    String mail = MAIL.formatted("another@address.example", "unsubscribe " + token, Ids.next());

    Answer answer = deliver(mail);
    deliver(mail);
    deliver(MAIL.formatted("leaves@unsubscribe.example", "Unsubscribe " + token, Ids.next()));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.at("/kind").textValue()).isEqualTo("unsubscribed");
    Answer consent = get("/api/contacts/" + contact + "/consent");
    assertThat(consent.at("/everything").textValue()).isEqualTo("withdrawn");
    assertThat(consent.at("/history/total").intValue()).isEqualTo(1);
    assertThat(consent.at("/history/data/0/source").textValue()).isEqualTo("mail");
  }

  @Test
  void ofAMailThatHasATopicItLeavesThatAlone() {
    mailed("topic@unsubscribe.example", "News");

    deliver(MAIL.formatted("topic@unsubscribe.example", "unsubscribe " + token, Ids.next()));

    Answer consent = get("/api/contacts/" + contact + "/consent");
    assertThat(consent.at("/everything").textValue()).isEqualTo("granted");
    assertThat(consent.at("/topics/0/state").textValue()).isEqualTo("withdrawn");
  }

  @Test
  void aProgramThatWritesItForItsUserIsBelievedToo() {
    mailed("program@unsubscribe.example", null);
    String mail = MAIL.formatted("program@unsubscribe.example", "unsubscribe " + token, Ids.next());

    Answer answer = deliver(mail.strip() + "\nAuto-Submitted: auto-generated\n\n");

    assertThat(answer.at("/kind").textValue()).isEqualTo("unsubscribed");
  }

  @Test
  void aTokenThatNoMailCarriedIsAMailLikeAnyOther() {
    mailed("stays@unsubscribe.example", null);

    Answer forged =
        deliver(
            MAIL.formatted(
                "stays@unsubscribe.example", "unsubscribe " + RandomToken.fresh(), Ids.next()));
    deliver(MAIL.formatted("stays@unsubscribe.example", "unsubscribe", Ids.next()));
    deliver(MAIL.formatted("stays@unsubscribe.example", "unsubscribe " + token + "x", Ids.next()));

    assertThat(forged.at("/kind").textValue()).isNotEqualTo("unsubscribed");
    assertThat(get("/api/contacts/" + contact + "/consent").at("/everything").textValue())
        .isEqualTo("granted");
  }
}
