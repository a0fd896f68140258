package dev.stitch.api.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.mail.InboundRepository;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every change of what a contact wants is kept with where it came from. */
@Tag("server")
class ConsentTest extends ApiTest {

  @Inject private InboundRepository inbound;

  private String address;
  private String contact;

  @BeforeEach
  void aContact() {
    address = UUID.randomUUID() + "@example.org";
    contact = post("/api/contacts", json("{'email':'%s'}".formatted(address))).at("/id").asText();
  }

  @Test
  void aPersonRecordsWhatAContactSaidOnThePhone() {
    Answer left = change("{'topic':' Offers ','state':'withdrawn','note':'on the phone'}");
    assertThat(left.status()).as(left.text()).isEqualTo(200);
    assertThat(left.at("/topics/0/topic").asText()).isEqualTo("Offers");
    change("{'topic':'Offers','state':'granted'}");
    change("{'topic':'Offers','state':'granted'}");
    Answer everything = change("{'topic':null,'state':'withdrawn'}");

    assertThat(everything.at("/everything").asText()).isEqualTo("withdrawn");
    assertThat(everything.at("/unsubscribedAt").isNull()).isFalse();
    assertThat(everything.at("/topics/0/state").asText()).isEqualTo("granted");
    assertThat(everything.at("/history/total").asInt()).isEqualTo(3);
    JsonNode first = everything.at("/history/data/2");
    assertThat(first.path("source").asText()).isEqualTo("person");
    assertThat(first.path("actor").asText()).isEqualTo("user:local");
    assertThat(first.path("detail").asText()).isEqualTo("on the phone");
    assertThat(change("{'state':'granted'}").at("/unsubscribedAt").isNull()).isTrue();
    assertThat(get("/api/contacts/" + contact).at("/unsubscribedAt").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                    | 422 | /state",
        "{'state':'maybe'}                     | 422 | /state",
        "{'state':5}                           | 400 | /state",
        "{'state':'granted','topic':' '}       | 422 | /topic",
        "{'state':'granted','topic':[]}        | 400 | /topic",
        "{'state':'granted','more':1}          | 422 | /more",
      })
  void whatARecordMayNotBeIsToldByField(String body, int status, String pointer) {
    Answer answer = change(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void topicsAndNotesHaveALimit() {
    assertThat(change("{'state':'granted','topic':'%s'}".formatted("x".repeat(101))).pointer())
        .isEqualTo("/topic");
    assertThat(change("{'state':'granted','note':'%s'}".formatted("x".repeat(501))).pointer())
        .isEqualTo("/note");
  }

  @Test
  void aContactThatIsNotThereHasNoConsent() {
    String nobody = "/api/contacts/" + UUID.randomUUID() + "/consent";

    assertThat(get(nobody).status()).isEqualTo(404);
    assertThat(post(nobody, json("{'state':'granted'}")).status()).isEqualTo(404);
  }

  @Test
  void aPatchOfTheContactIsRecordedOnceEachWay() {
    patch("/api/contacts/" + contact, json("{'unsubscribedAt':'2026-01-02T03:04:05Z'}"));
    patch("/api/contacts/" + contact, json("{'unsubscribedAt':'2026-02-02T03:04:05Z'}"));
    patch("/api/contacts/" + contact, json("{'name':'Ada'}"));
    patch("/api/contacts/" + contact, json("{'unsubscribedAt':null}"));

    assertHistory("granted person", "withdrawn person");
  }

  @Test
  void aContactThatComesUnsubscribedIsRecorded() {
    contact =
        post(
                "/api/contacts",
                json(
                    "{'email':'new-%s','unsubscribedAt':'2026-01-02T03:04:05Z'}"
                        .formatted(address)))
            .at("/id")
            .asText();

    assertHistory("withdrawn person");
  }

  @Test
  void anImportRecordsWhomItUnsubscribesAndNobodyElse() {
    String file =
        "email,unsubscribedAt,name\n%s,2026-01-02T03:04:05Z,Ada\nnew-%s,2026-01-02T03:04:05Z,Bob\n"
                .formatted(address, address)
            + "other-%s,,Eve\n".formatted(address);
    for (int i = 0; i < 2; i++) {
      assertThat(send("POST", "/api/contacts/import", file, "Content-Type", "text/csv").status())
          .isEqualTo(200);
    }

    assertHistory("withdrawn import");
    contact = idOf("new-" + address);
    assertHistory("withdrawn import");
    contact = idOf("other-" + address);
    assertHistory();
  }

  @Test
  void aComplaintIsRecordedOnce() {
    inbound.unsubscribe(UUID.fromString(contact));
    inbound.unsubscribe(UUID.fromString(contact));

    assertHistory("withdrawn complaint");
  }

  private Answer change(String body) {
    return post("/api/contacts/" + contact + "/consent", json(body));
  }

  private String idOf(String email) {
    return get("/api/contacts?email=" + email).at("/data/0/id").asText();
  }

  private void assertHistory(String... stateAndSource) {
    Answer consent = get("/api/contacts/" + contact + "/consent");
    assertThat(consent.at("/history/data").valueStream())
        .extracting(change -> change.path("state").asText() + " " + change.path("source").asText())
        .containsExactly(stateAndSource);
  }
}
