package dev.stitch.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class SeedingTest extends JourneyApiTest {

  @Test
  void aSeedingAcceptsEachContactOnceAndSaysWhyOthersAreSkipped() {
    String flow = published("bmc", SPINE);
    UUID fine = contact();
    UUID archived = contact();
    UUID unsubscribed = contact();
    UUID unknown = Ids.next();
    database.update("UPDATE contacts SET status = 'archived' WHERE id = ?", archived);
    database.update("UPDATE contacts SET unsubscribed_at = now() WHERE id = ?", unsubscribed);

    Answer answer = seed(flow, fine, fine, archived, unsubscribed, unknown);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(answer.at("/entities/0/contactId").textValue()).isEqualTo(fine.toString());
    assertThat(reasons(answer))
        .containsExactlyInAnyOrder(
            archived + " archived", unsubscribed + " unsubscribed", unknown + " not_found");
    assertThat(reasons(seed(flow, fine))).containsExactly(fine + " already_in_journey");
    assertThat(seed(flow, fine).at("/skipped/0/entityId").textValue())
        .isEqualTo(answer.at("/entities/0/entityId").textValue());
  }

  @Test
  void aDryRunSaysWhoWouldBeginAndWhoWouldBeSkippedAndBeginsNothing() {
    String flow = published("bmc", SPINE);
    UUID fine = contact();
    UUID archived = contact();
    UUID there = contact();
    UUID unknown = Ids.next();
    database.update("UPDATE contacts SET status = 'archived', name = 'Ada' WHERE id = ?", archived);
    Answer seeded = seed(flow, there);

    Answer forecast = preview(flow, "'contactIds':" + ids(fine, fine, archived, there, unknown));

    assertThat(forecast.status()).isEqualTo(200);
    assertThat(forecast.at("/accepted").intValue()).isEqualTo(1);
    assertThat(forecast.at("/skippedCount").intValue()).isEqualTo(3);
    assertThat(forecast.at("/skippedByReason"))
        .isEqualTo(tree("{'already_in_journey':1,'archived':1,'not_found':1}"));
    assertThat(reasons(forecast))
        .containsExactlyInAnyOrder(
            archived + " archived", there + " already_in_journey", unknown + " not_found");
    assertThat(skipped(forecast, archived).get("name").textValue()).isEqualTo("Ada");
    assertThat(skipped(forecast, there).get("entityId"))
        .isEqualTo(seeded.at("/entities/0/entityId"));
    assertThat(skipped(forecast, unknown).get("name").isNull()).isTrue();
    assertThat(get("/api/flows/" + flow + "/entities").at("/total").intValue()).isEqualTo(1);
    assertThat(get("/api/bulk-operations?flowId=" + flow).at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void aDryRunDecidesAsTheSeedingThatFollowsWhateverIsAskedFor() {
    String flow = published("bmc", SPINE);
    String unbegun = entity(flow);
    String live = entity(flow);
    String ended = entity(flow);
    project(live, "new", "active");
    project(ended, "won", "completed");
    UUID tagged = contact();
    database.update("UPDATE contacts SET tags = '{dry-x}' WHERE id = ?", tagged);

    for (String asked :
        List.of(
            "'entityIds':['%s','%s','%s','%s']".formatted(unbegun, live, ended, Ids.next()),
            "'contactFilter':{'tag':'dry-x'}",
            "'contactIds':" + ids(tagged))) {
      Answer forecast = preview(flow, asked);
      Answer seeded = post("/api/flows/" + flow + "/run", json("{" + asked + "}"));

      assertThat(forecast.at("/accepted")).as(asked).isEqualTo(seeded.at("/accepted"));
      assertThat(forecast.at("/skippedCount")).as(asked).isEqualTo(seeded.at("/skippedCount"));
      assertThat(reasons(forecast)).as(asked).isEqualTo(reasons(seeded));
    }
  }

  @Test
  void aDryRunSkipsNobodyForBeingThereWhereTheFlowAllowsReentry() {
    String flow = published("bmc", SPINE.replace("'edges'", "'settings':{'reentry':true},'edges'"));
    UUID contact = contact();
    seed(flow, contact);

    assertThat(preview(flow, "'contactIds':" + ids(contact)).at("/accepted").intValue()).isOne();
  }

  @Test
  void aDryRunRefusesWhatTheSeedingWouldRefuse() {
    String flow = published("bmc", SPINE);

    assertThat(preview(flow, "'contactIds':[],'uxNodeId':'nowhere'").pointer())
        .isEqualTo("/uxNodeId");
    assertThat(preview(flow, "'contactIds':[],'entityIds':[]").status()).isEqualTo(422);
    assertThat(post("/api/flows/" + flow + "/run", json("{'dryRun':'perhaps'}")).status())
        .isEqualTo(400);
    assertThat(preview(draft("bmc", SPINE, "null"), "'contactIds':[]").status()).isEqualTo(409);
    assertThat(preview(published("system", PATH), "'input':{}").pointer()).isEqualTo("/dryRun");
  }

  @Test
  void aDryRunTellsOfAHundredAndCountsTheRest() {
    String flow = published("bmc", SPINE);
    UUID[] unknown = IntStream.range(0, 130).mapToObj(i -> Ids.next()).toArray(UUID[]::new);

    Answer forecast = preview(flow, "'contactIds':" + ids(unknown));

    assertThat(forecast.at("/skipped")).hasSize(100);
    assertThat(forecast.at("/skippedCount").intValue()).isEqualTo(130);
  }

  @RepeatedTest(3)
  void seedingsAtTheSameTimeAcceptEachContactOnce() throws Exception {
    String flow = published("bmc", SPINE);
    UUID[] contacts = contacts(60);
    Callable<Answer> seeding = () -> seed(flow, contacts);

    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          threads.invokeAll(IntStream.range(0, 4).mapToObj(i -> seeding).toList());
      answers = all.stream().map(Future::resultNow).toList();
    }

    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers.stream().mapToInt(answer -> answer.at("/accepted").intValue()).sum())
        .isEqualTo(60);
    assertThat(
            database.number(
                "SELECT count(DISTINCT contact_id) FROM entities WHERE flow_id = ?",
                UUID.fromString(flow)))
        .isEqualTo(60);
  }

  @Test
  void aContactMayBeInSeveralJourneysWhereTheFlowAllowsReentry() {
    String flow = published("bmc", SPINE.replace("'edges'", "'settings':{'reentry':true},'edges'"));
    UUID contact = contact();

    assertThat(seed(flow, contact).at("/accepted").intValue()).isEqualTo(1);
    assertThat(seed(flow, contact).at("/accepted").intValue()).isEqualTo(1);
  }

  @Test
  void aFilterSeedsTheContactsThatItFinds() {
    String flow = published("bmc", SPINE);
    UUID vip = contact();
    contact();
    database.update("UPDATE contacts SET tags = '{vip-x}' WHERE id = ?", vip);

    Answer answer = post("/api/flows/" + flow + "/run", json("{'contactFilter':{'tag':'vip-x'}}"));

    assertThat(answer.at("/accepted").intValue()).isEqualTo(1);
    assertThat(answer.at("/entities/0/contactId").textValue()).isEqualTo(vip.toString());
  }

  @Test
  void entitiesThatNeverBeganAreStartedAndContactsOfEndedOnesEnterAnew() {
    String flow = published("bmc", SPINE);
    String unbegun = entity(flow);
    String live = entity(flow);
    String ended = entity(flow);
    project(live, "new", "active");
    project(ended, "won", "completed");

    Answer answer =
        post(
            "/api/flows/" + flow + "/run",
            json("{'entityIds':['%s','%s','%s']}".formatted(unbegun, live, ended)));

    assertThat(answer.at("/accepted").intValue()).isEqualTo(2);
    assertThat(answer.at("/skipped/0/entityId").textValue()).isEqualTo(live);
    assertThat(answer.at("/skipped/0/reason").textValue()).isEqualTo("already_in_journey");
    assertThat(answer.at("/entities").findValuesAsText("entityId"))
        .hasSize(2)
        .contains(unbegun)
        .doesNotContain(ended);
  }

  @Test
  void seededEntitiesBeginAtTheUxNodeThatWasAskedForInEitherSpelling() {
    String flow = published("bmc", SPINE);

    Answer answer =
        post(
            "/api/flows/" + flow + "/run",
            json("{'contactIds':['%s'],'ux_node_id':'won'}".formatted(contact())));

    UUID entity = UUID.fromString(answer.at("/entities/0/entityId").textValue());
    assertThat(
            database.first(
                "SELECT start_node_id FROM entities WHERE id = ?",
                row -> row.text("start_node_id"),
                entity))
        .contains("won");
  }

  @Test
  void positionsThatAreNoUxNodesAreRefused() {
    String flow = published("bmc", SPINE);

    for (String node : List.of("crm", "nowhere")) {
      Answer answer =
          post(
              "/api/flows/" + flow + "/run",
              json("{'contactIds':['%s'],'uxNodeId':'%s'}".formatted(contact(), node)));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.pointer()).isEqualTo("/uxNodeId");
    }
  }

  @Test
  void aFlowThatWasNeverPublishedCannotBeSeeded() {
    Answer answer = seed(draft("bmc", SPINE, "null"), contact());

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail").textValue()).contains("never published");
  }

  @Test
  void badRequestsNameTheirField() {
    String run = "/api/flows/" + published("bmc", SPINE) + "/run";

    assertThat(post(run, "{").status()).isEqualTo(400);
    assertThat(post(run, json("{'contactIds':'all'}")).status()).isEqualTo(400);
    assertThat(post(run, json("{'contactIds':['x']}")).pointer()).isEqualTo("/contactIds/0");
    assertThat(post(run, json("{'contactIds':[null]}")).pointer()).isEqualTo("/contactIds/0");
    assertThat(post(run, json("{'contactIds':[],'entityIds':[]}")).status()).isEqualTo(422);
    assertThat(post(run, "").status()).isEqualTo(422);
    assertThat(post(run, json("{'contactIds':[],'input':{}}")).pointer()).isEqualTo("/input");
    assertThat(post(run, json("{'contactIds':[],'version':'draft'}")).pointer())
        .isEqualTo("/version");
    assertThat(post("/api/flows/" + Ids.next() + "/run", "{}").status()).isEqualTo(404);
    assertThat(post("/api/flows/none/run", "{}").status()).isEqualTo(404);
  }

  @Test
  void aSeedingIsABulkOperationWithItsNumbers() {
    String flow = published("bmc", SPINE);
    Answer answer = seed(flow, contact(), Ids.next());

    Answer operation = get("/api/bulk-operations/" + answer.at("/bulkOperationId").textValue());

    assertThat(operation.at("/total").intValue()).isEqualTo(1);
    assertThat(operation.at("/skippedCount").intValue()).isEqualTo(1);
    assertThat(operation.at("/status").textValue()).isEqualTo("pending");
    assertThat(get("/api/bulk-operations?flowId=" + flow).at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void aSeedingOfNobodyIsCompleteAtOnce() {
    Answer answer = seed(published("bmc", SPINE), Ids.next());

    Answer operation = get("/api/bulk-operations/" + answer.at("/bulkOperationId").textValue());

    assertThat(operation.at("/status").textValue()).isEqualTo("completed");
  }

  @Test
  void theSameKeyIsTheSameSeeding() {
    String run = "/api/flows/" + published("bmc", SPINE) + "/run";
    String body = json("{'contactIds':['%s']}".formatted(contact()));

    Answer first = post(run, body, "Idempotency-Key", "seed-1");
    Answer again = post(run, body, "Idempotency-Key", "seed-1");
    Answer other = post(run, json("{'contactIds':[]}"), "Idempotency-Key", "seed-1");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.status()).isEqualTo(422);
  }

  private Answer seed(String flow, UUID... contacts) {
    return post("/api/flows/" + flow + "/run", json("{'contactIds':" + ids(contacts) + "}"));
  }

  private Answer preview(String flow, String asked) {
    return post("/api/flows/" + flow + "/run", json("{" + asked + ",'dryRun':true}"));
  }

  private static String ids(UUID... ids) {
    return Arrays.stream(ids).map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
  }

  private static JsonNode skipped(Answer answer, UUID contact) {
    return answer
        .at("/skipped")
        .valueStream()
        .filter(skipped -> contact.toString().equals(skipped.path("contactId").textValue()))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> reasons(Answer answer) {
    Set<String> reasons = new HashSet<>();
    answer
        .at("/skipped")
        .forEach(
            skipped ->
                reasons.add(
                    skipped.get("contactId").textValue()
                        + " "
                        + skipped.get("reason").textValue()));
    return reasons;
  }
}
