package dev.stitch.api.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class ContactsTest extends ApiTest {

  @BeforeEach
  void empty() {
    database.update("DELETE FROM contacts");
    database.update("DELETE FROM flows");
  }

  @Test
  void aContactIsCreatedTrimmedAndFoundWhereTheLocationSays() {
    Answer created =
        post(
            "/api/contacts",
            json(
                "{'name':'  Zoë ','email':' Zoe@Example.COM ','timezone':'Europe/Paris',"
                    + "'tags':['vip',' vip ','lead',''],'attributes':{'employees':12},"
                    + "'identities':[{'platform':'linkedin','platformUserId':'zoe'}]}"));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer found = get(created.header("location"));
    assertThat(found.body()).isEqualTo(created.body());
    assertThat(found.at("/name").textValue()).isEqualTo("Zoë");
    assertThat(found.at("/email").textValue()).isEqualTo("zoe@example.com");
    assertThat(found.at("/tags").toString()).isEqualTo(json("['vip','lead']"));
    assertThat(found.at("/attributes/employees").intValue()).isEqualTo(12);
    assertThat(found.at("/identities/0/platformUserId").textValue()).isEqualTo("zoe");
    assertThat(found.at("/status").textValue()).isEqualTo("active");
    assertThat(found.at("/phone").isNull()).isTrue();
    assertThat(found.at("/createdAt").textValue()).endsWith("Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | 422 | /email",
        "{'email':''}                                    | 422 | /email",
        "{'email':'not-an-address'}                      | 422 | /email",
        "{'email':'a@b@c.org'}                           | 422 | /email",
        "{'email':'a b@c.org'}                           | 422 | /email",
        "{'email':'a@localhost'}                         | 422 | /email",
        "{'email':'a..b@c.org'}                          | 422 | /email",
        "{'email':'a@-c.org'}                            | 422 | /email",
        "{'email':'a@b.org','timezone':'Mars/Olympus'}   | 422 | /timezone",
        "{'email':'a@b.org','timezone':'+02:00'}         | 422 | /timezone",
        "{'email':'a@b.org','status':'sleeping'}         | 422 | /status",
        "{'email':'a@b.org','attributes':[]}             | 400 | /attributes",
        "{'email':'a@b.org','identities':[{'platform':'x'}]} | 422 | /identities/0/platformUserId",
        "{'email':'a@b.org','id':'x'}                    | 422 | /id",
        "{'email':5}                                     | 400 | /email",
      })
  void whatAContactMayNotBeIsToldByField(String body, int status, String pointer) {
    Answer answer = post("/api/contacts", json(body));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    Answer answer =
        post("/api/contacts", json("{'email':'a@b.org','name':'" + "x".repeat(501) + "'}"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/name");
  }

  @Test
  void anAddressBelongsToOneContactWhateverItsCase() {
    String id = created("a@example.org");

    Answer again = post("/api/contacts", json("{'email':'A@EXAMPLE.org'}"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.pointer()).isEqualTo("/email");
    assertThat(again.at("/detail").textValue()).contains(id);
  }

  @Test
  void aPatchChangesWhatItNamesAndClearsWhatIsNull() {
    String id =
        post(
                "/api/contacts",
                json(
                    "{'email':'a@b.org','name':'A','company':'C','attributes':{'x':1,'y':2},"
                        + "'tags':['one']}"))
            .at("/id")
            .textValue();

    Answer changed =
        patch(
            "/api/contacts/" + id,
            json("{'company':null,'title':'T','attributes':{'x':null,'z':3},'status':'archived'}"));

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.at("/name").textValue()).isEqualTo("A");
    assertThat(changed.at("/company").isNull()).isTrue();
    assertThat(changed.at("/title").textValue()).isEqualTo("T");
    assertThat(changed.at("/attributes").toString()).isEqualTo(json("{'y':2,'z':3}"));
    assertThat(changed.at("/tags/0").textValue()).isEqualTo("one");
    assertThat(changed.at("/status").textValue()).isEqualTo("archived");
    assertThat(changed.at("/version").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'email':null}", "{'email':'bad'}", "{'nmae':'x'}"})
  void aPatchMayNotMakeAContactThatCouldNotBeCreated(String patch) {
    String id = created("a@b.org");

    Answer answer = patch("/api/contacts/" + id, json(patch));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(get("/api/contacts/" + id).at("/version").intValue()).isEqualTo(1);
  }

  @Test
  void aPatchMayNotTakeAnothersAddress() {
    created("a@b.org");
    String id = created("b@b.org");

    assertThat(patch("/api/contacts/" + id, json("{'email':'A@b.org'}")).status()).isEqualTo(409);
    assertThat(patch("/api/contacts/" + id, json("{'email':'B@b.org'}")).status()).isEqualTo(200);
    assertThat(patch("/api/contacts/" + id, "[1]").status()).isEqualTo(400);
  }

  @Test
  void unknownAndImpossibleIdsAreNotFound() {
    for (String id : new String[] {UUID.randomUUID().toString(), "42", "import", "%00"}) {
      assertThat(get("/api/contacts/" + id).status()).as(id).isEqualTo(404);
      assertThat(delete("/api/contacts/" + id).status()).as(id).isEqualTo(404);
      assertThat(patch("/api/contacts/" + id, "{}").status()).as(id).isEqualTo(404);
      assertThat(get("/api/contacts/" + id + "/timeline").status()).as(id).isEqualTo(404);
    }
  }

  @Test
  void listsAreFilteredByCompanyAndAttributes() {
    post(
        "/api/contacts",
        json(
            "{'name':'Ada','email':'ada@f.example','company':'Lovelace & Co','attributes':{'plan':'pro','seats':5}}"));
    post(
        "/api/contacts",
        json(
            "{'name':'Bo','email':'bo@f.example','company':'Other','attributes':{'plan':'free','seats':'5'}}"));
    post(
        "/api/contacts",
        json("{'name':'Cy','email':'cy@f.example','attributes':{'note':'a=b','beta':true}}"));

    assertThat(found("company=LOVE")).containsExactly("Ada");
    assertThat(found("company=%25")).isEmpty();
    assertThat(found("attribute=plan")).containsExactly("Ada", "Bo");
    assertThat(found("attribute=plan%3Dpro")).containsExactly("Ada");
    assertThat(found("attribute=seats%3D5")).containsExactly("Ada", "Bo");
    assertThat(found("attribute=note%3Da%3Db")).containsExactly("Cy");
    assertThat(found("attribute=beta%3Dtrue")).containsExactly("Cy");
    assertThat(found("attribute=plan%3D&company=o")).isEmpty();
    assertThat(found("attribute=%3D1e999999")).isEmpty();
  }

  @Test
  void listsAreFilteredByWhatHappens() {
    UUID mailed = newContact("Mailed");
    newContact("Forgotten");
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, contact_id, sent_at)
        VALUES (gen_random_uuid(), '<recent@f.example>', 'outbound', 'default', 'a@f.example', 'b@f.example', ?,
                now() - interval '29 days')
        """,
        mailed);

    assertThat(found("activity=recent")).containsExactly("Mailed");
    assertThat(found("activity=quiet")).containsExactly("Forgotten");
    assertThat(found("activity=on_journey")).isEmpty();
  }

  private UUID newContact(String name) {
    Answer made =
        post("/api/contacts", json("{'name':'%s','email':'%s@f.example'}".formatted(name, name)));
    return UUID.fromString(made.at("/id").textValue());
  }

  private List<String> found(String filter) {
    Answer list = get("/api/contacts?sort=name&" + filter);
    assertThat(list.status()).as(list.text()).isEqualTo(200);
    return list.at("/data").findValuesAsText("name");
  }

  @Test
  void listsAreSearchedFilteredSortedAndPaged() {
    for (int i = 0; i < 30; i++) {
      post(
          "/api/contacts",
          json(
              "{'email':'p%02d@example.org','name':'Person %d','company':'%s','tags':['%s'],"
                      .formatted(i, i, i % 2 == 0 ? "Even_Ltd" : "EvenXLtd", i < 3 ? "vip" : "lead")
                  + "'lifecycleStage':'"
                  + (i < 5 ? "customer" : "lead")
                  + "'}"));
    }

    assertThat(get("/api/contacts").at("/total").intValue()).isEqualTo(30);
    assertThat(get("/api/contacts").at("/data")).hasSize(25);
    assertThat(get("/api/contacts?page=2").at("/data")).hasSize(5);
    assertThat(get("/api/contacts?q=even_ltd").at("/total").intValue()).isEqualTo(15);
    assertThat(get("/api/contacts?q=PERSON%201").at("/total").intValue()).isEqualTo(11);
    assertThat(get("/api/contacts?tag=vip&lifecycleStage=customer").at("/total").intValue())
        .isEqualTo(3);
    assertThat(get("/api/contacts?email=P07@example.org").at("/data/0/name").textValue())
        .isEqualTo("Person 7");
    assertThat(get("/api/contacts?status=archived").at("/total").intValue()).isZero();
    assertThat(emails(get("/api/contacts?sort=-email&pageSize=2")))
        .containsExactly("p29@example.org", "p28@example.org");
    assertThat(get("/api/contacts?status=asleep").pointer()).isEqualTo("/status");
    assertThat(get("/api/contacts?sort=attributes").pointer()).isEqualTo("/sort");
    assertThat(get("/api/contacts?q='%20OR%201=1%20--").at("/total").intValue()).isZero();
  }

  @Test
  void aContactInALiveJourneyIsNotRemoved() {
    String id = created("a@b.org");
    UUID entity = journey(id, "waiting");

    Answer refused = delete("/api/contacts/" + id);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/detail").textValue())
        .contains(entity.toString())
        .contains("waiting")
        .contains("Outreach");
    database.update("UPDATE entities SET status = 'completed' WHERE id = ?", entity);
    assertThat(delete("/api/contacts/" + id).status()).isEqualTo(204);
    assertThat(get("/api/contacts/" + id).status()).isEqualTo(404);
    assertThat(delete("/api/contacts/" + id).status()).isEqualTo(404);
  }

  @Test
  void theTimelineMixesJourneyAndMailNewestFirst() {
    String id = created("a@b.org");
    UUID entity = journey(id, "active");
    event(entity, 0, "journey_started", "2026-01-01T10:00:00Z");
    event(entity, 1, "moved", "2026-01-01T10:00:00Z");
    mail(entity, id, "2026-01-01T10:05:00Z");
    event(entity, 2, "path_completed", "2026-01-01T10:10:00Z");

    Answer timeline = get("/api/contacts/" + id + "/timeline");

    assertThat(timeline.at("/total").intValue()).isEqualTo(4);
    assertThat(timeline.at("/data").findValuesAsText("type"))
        .containsExactly("path_completed", "email_sent", "moved", "journey_started");
    assertThat(timeline.at("/data/1/flowName").textValue()).isEqualTo("Outreach");
    assertThat(timeline.at("/data/1/detail/subject").textValue()).isEqualTo("Hello");
    assertThat(get("/api/contacts/" + id + "/timeline?pageSize=1&page=4").at("/data/0/type"))
        .hasToString("\"journey_started\"");
  }

  private String created(String email) {
    Answer answer = post("/api/contacts", json("{'email':'" + email + "'}"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.at("/id").textValue();
  }

  private UUID journey(String contactId, String status) {
    UUID flow = Ids.next();
    UUID entity = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft) VALUES (?, 'bmc', 'Outreach', '{}')", flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        "0".repeat(64));
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, status, workflow_id, source)
        VALUES (?, ?, ?, 1, ?, ?, ?, 'api')
        """,
        entity,
        UUID.fromString(contactId),
        flow,
        "0".repeat(64),
        status,
        "journey/" + entity);
    return entity;
  }

  private void event(UUID entity, long seq, String type, String at) {
    database.update(
        "INSERT INTO journey_events (entity_id, seq, type, actor, at) VALUES (?, ?, ?, 'journey', ?)",
        entity,
        seq,
        type,
        Instant.parse(at));
  }

  private void mail(UUID entity, String contactId, String at) {
    database.update(
        """
        INSERT INTO email_messages (id, message_id, direction, mailbox, from_addr, to_addr, subject, entity_id,
                                    contact_id, sent_at)
        VALUES (?, 'm1', 'outbound', 'default', 'us@example.org', 'a@b.org', 'Hello', ?, ?, ?)
        """,
        Ids.next(),
        entity,
        UUID.fromString(contactId),
        Instant.parse(at));
  }

  private static List<String> emails(Answer answer) {
    List<String> emails = new ArrayList<>();
    for (JsonNode contact : answer.at("/data")) {
      emails.add(contact.path("email").textValue());
    }
    return emails;
  }
}
