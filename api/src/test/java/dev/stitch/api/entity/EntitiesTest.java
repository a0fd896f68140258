package dev.stitch.api.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class EntitiesTest extends JourneyApiTest {

  @Test
  void anEntityIsCreatedAndHasItsContactAndAddresses() {
    String flow = published("bmc", SPINE);
    UUID contact = contact();

    Answer answer =
        post(
            "/api/entities",
            json(
                "{'flowId':'%s','contactId':'%s','uxNodeId':'won','metadata':{'a':1}}"
                    .formatted(flow, contact)));

    String id = answer.at("/id").textValue();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/entities/" + id);
    assertThat(answer.at("/contact/name").textValue()).isEqualTo("Ada");
    assertThat(answer.at("/status").textValue()).isEqualTo("active");
    assertThat(answer.at("/source").textValue()).isEqualTo("api");
    assertThat(answer.at("/metadata/a").intValue()).isEqualTo(1);
    assertThat(answer.at("/workflowId").textValue()).isEqualTo("journey/" + id);
    assertThat(answer.at("/temporalUrl").textValue()).endsWith("/workflows/journey%2F" + id);
    assertThat(answer.at("/waitingOn").isArray()).isTrue();
    assertThat(answer.at("/runs").isArray()).isTrue();
  }

  @Test
  void aContactIsInOneLiveJourneyOfAFlow() {
    String flow = published("bmc", SPINE);
    UUID contact = contact();
    String body = json("{'flowId':'%s','contactId':'%s'}".formatted(flow, contact));

    String first = post("/api/entities", body).at("/id").textValue();
    assertThat(post("/api/entities", body).status()).isEqualTo(409);

    project(first, "won", "completed");
    assertThat(post("/api/entities", body).status()).isEqualTo(201);
  }

  @Test
  void badRequestsNameTheirField() {
    String flow = published("bmc", SPINE);
    String system = published("system", PATH);

    assertThat(create("{}").pointer()).isEqualTo("/flowId");
    assertThat(create("{'flowId':'%s'}".formatted(flow)).pointer()).isEqualTo("/contactId");
    assertThat(create("{'flowId':'%s','contactId':'%s'}".formatted(system, contact())).pointer())
        .isEqualTo("/flowId");
    assertThat(create("{'flowId':'%s','contactId':'%s'}".formatted(flow, Ids.next())).pointer())
        .isEqualTo("/contactId");
    assertThat(
            create("{'flowId':'%s','contactId':'%s','uxNodeId':'crm'}".formatted(flow, contact()))
                .pointer())
        .isEqualTo("/uxNodeId");
    assertThat(create("{'flowId':{}}").status()).isEqualTo(400);
    assertThat(create("[").status()).isEqualTo(400);
    assertThat(get("/api/entities/" + Ids.next()).status()).isEqualTo(404);
    assertThat(get("/api/entities/x").status()).isEqualTo(404);
    assertThat(get("/api/entities?status=odd").status()).isEqualTo(400);
    assertThat(get("/api/flows/" + Ids.next() + "/entities").status()).isEqualTo(404);
  }

  @Test
  void listsAreFilteredByFlowStageStatusAndContact() {
    String flow = published("bmc", SPINE);
    String one = entity(flow);
    String two = entity(flow);
    project(one, "new", "waiting");
    project(two, "won", "completed");
    String list = "/api/flows/" + flow + "/entities";

    assertThat(get(list).at("/total").intValue()).isEqualTo(2);
    assertThat(get(list + "?status=waiting").at("/data/0/id").textValue()).isEqualTo(one);
    assertThat(get(list + "?uxNodeId=won").at("/data/0/id").textValue()).isEqualTo(two);
    assertThat(get("/api/entities?live=true&flowId=" + flow).at("/data/0/id").textValue())
        .isEqualTo(one);
    assertThat(get(list + "?live=false").at("/data/0/id").textValue()).isEqualTo(two);
    String contact = get("/api/entities/" + two).at("/contactId").textValue();
    assertThat(get(list + "?contactId=" + contact).at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void listsAreFilteredByWhatTheContactIs() {
    String flow = published("bmc", SPINE);
    String one = entity(flow);
    entity(flow);
    String contact = get("/api/entities/" + one).at("/contactId").textValue();
    database.update(
        """
        UPDATE contacts SET tags = '{vip}', company = 'Lovelace & Co', attributes = '{"plan": "pro"}'
        WHERE id = ?
        """,
        UUID.fromString(contact));
    String list = "/api/entities?flowId=" + flow;

    for (String filter : List.of("&tag=vip", "&company=love", "&attribute=plan%3Dpro")) {
      assertThat(get(list + filter).at("/data").findValuesAsText("id")).as(filter).contains(one);
      assertThat(get(list + filter).at("/total").intValue()).as(filter).isEqualTo(1);
    }
    assertThat(get(list + "&attribute=plan%3Dfree").at("/total").intValue()).isZero();
  }

  @Test
  void aFlowsListCountsWhereAllStandWhateverItsFilters() {
    String flow = published("bmc", SPINE);
    project(entity(flow), "new", "waiting");
    project(entity(flow), "won", "completed");

    Answer answer = get("/api/flows/" + flow + "/entities?uxNodeId=won");

    assertThat(answer.at("/total").intValue()).isEqualTo(1);
    assertThat(answer.at("/stages")).isEqualTo(get("/api/flows/" + flow + "/stages").at("/data"));
    assertThat(answer.at("/stages").findValuesAsText("total")).contains("1", "1");
    assertThat(get("/api/flows/" + published("system", PATH) + "/entities").at("/stages"))
        .isEmpty();
  }

  @Test
  void journeyEventsComeInTheirOrder() {
    String entity = entity(published("bmc", SPINE));
    for (int seq = 0; seq < 3; seq++) {
      database.update(
          """
          INSERT INTO journey_events (entity_id, seq, type, to_node, actor, at)
          VALUES (?, ?, 'moved', 'new', 'journey', now())
          """,
          UUID.fromString(entity),
          2 - seq);
    }

    Answer events = get("/api/entities/" + entity + "/journey-events");

    assertThat(events.at("/data").findValuesAsText("seq")).containsExactly("0", "1", "2");
    assertThat(events.at("/data/0/toNode").textValue()).isEqualTo("new");
    assertThat(get("/api/entities/" + Ids.next() + "/journey-events").status()).isEqualTo(404);
  }

  @Test
  void onlyAnEntityThatHasEndedIsDeleted() {
    String entity = entity(published("bmc", SPINE));
    project(entity, "new", "waiting");

    Answer live = delete("/api/entities/" + entity);
    assertThat(live.status()).isEqualTo(409);
    assertThat(live.at("/detail").textValue()).contains("waiting");

    project(entity, "won", "completed");
    assertThat(delete("/api/entities/" + entity).status()).isEqualTo(204);
    assertThat(delete("/api/entities/" + entity).status()).isEqualTo(404);
  }

  private Answer create(String body) {
    return post("/api/entities", json(body));
  }
}
