package dev.stitch.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of those who stand at stages that a new version does not have. */
@Tag("server")
class LeftStagesTest extends JourneyApiTest {

  private static final String WITHOUT_NEW =
      "{'nodes':[{'id':'won','type':'ux','label':'Won'},{'id':'lost','type':'ux'}],"
          + "'edges':[{'id':'e','source':'won','target':'lost'}]}";

  private String flow;
  private String left;

  @BeforeEach
  void enter() {
    flow = published("bmc", SPINE);
    left = entity(flow);
    project(left, "new", "waiting");
    Answer changed =
        put("/api/flows/" + flow, json("{'graph':%s}".formatted(WITHOUT_NEW)), "If-Match", "*");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
  }

  @Test
  void aClientThatSaysNothingOfThemLeavesThemInTheirVersion() {
    Answer published = send("POST", "/api/flows/" + flow + "/versions", null);

    assertThat(published.status()).isEqualTo(201);
    assertThat(published.at("/bulkOperationId").isNull()).isTrue();
  }

  @Test
  void thoseWhoAreToGoAreTakenToTheNewVersionByOneOperation() {
    String beginning = entity(flow);
    String kept = entity(flow);
    project(kept, "won", "waiting");
    String ended = entity(flow);
    project(ended, "new", "completed");

    Answer published = publish("'nodeMap':{'new':'won'}");

    assertThat(published.status()).as(published.text()).isEqualTo(201);
    String operation = "/api/bulk-operations/" + published.at("/bulkOperationId").textValue();
    Answer view = get(operation);
    assertThat(view.at("/kind").textValue()).isEqualTo("migrate");
    assertThat(view.at("/request/settings"))
        .isEqualTo(tree("{'version':2,'nodeMap':{'new':'won'}}"));
    assertThat(view.at("/request/plans/" + flow + "/version").intValue()).isEqualTo(2);
    assertThat(view.at("/request/upToVersion").intValue()).isEqualTo(2);
    assertThat(get(operation + "/items").at("/data").findValuesAsText("id"))
        .as("also who was about to begin there; nobody who stands elsewhere or has ended")
        .containsExactlyInAnyOrder(left, beginning);
  }

  @Test
  void aStageWithPeopleThatIsNotNamedIsRefusedAndNothingIsPublished() {
    String another = entity(flow);
    project(another, "new", "paused");

    Answer refused = publish("'nodeMap':{},'stay':[]");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo("/nodeMap/new");
    assertThat(refused.at("/errors/0/message").textValue())
        .startsWith("2 people stand at “new”, which this version does not have");
    assertThat(get("/api/flows/" + flow).at("/latestVersion").intValue()).isEqualTo(1);
    assertThat(publish("'stay':['new']").at("/bulkOperationId").isNull()).isTrue();
  }

  @Test
  void thoseWhoStayedMayGoWhenTheSameContentIsPublishedAgain() {
    publish("'stay':['new']");

    Answer again = publish("'nodeMap':{'new':'lost'}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.at("/version").intValue()).isEqualTo(2);
    assertThat(again.at("/bulkOperationId").isTextual()).isTrue();
  }

  @Test
  void aStageThatTheLastPersonHasLeftMeanwhileMayStillBeNamed() {
    publish("'stay':['new']");
    project(left, "won", "waiting");

    Answer published = publish("'nodeMap':{'new':'won'}");

    assertThat(published.status()).as(published.text()).isEqualTo(200);
    assertThat(published.at("/bulkOperationId").isNull()).as("nobody goes").isTrue();
  }

  @Test
  void nobodyIsLeftByAVersionThatOnlyRenamesAStage() {
    put(
        "/api/flows/" + flow,
        json("{'graph':%s}".formatted(SPINE.replace("'new','type'", "'new','label':'N','type'"))),
        "If-Match",
        "*");

    assertThat(publish("'nodeMap':{}").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'nodeMap':{'new':'nowhere'}               | /nodeMap/new",
        "'nodeMap':{'new':'crm'}                   | /nodeMap/new",
        "'nodeMap':{'new':null}                    | /nodeMap/new",
        "'nodeMap':{'new':'won','won':'lost'}      | /nodeMap/won",
        "'nodeMap':{'new':'won','of/other':'lost'} | /nodeMap/of~1other",
        "'nodeMap':{'new':'won'},'stay':['new']    | /stay/0",
        "'stay':['new','of-another-flow']          | /stay/1",
        "'stay':['new',null]                       | /stay/1"
      })
  void whatCannotBeMeantIsRefusedByItsField(String choices, String pointer) {
    Answer refused = publish(choices);

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void aSystemFlowHasNoStagesToLeave() {
    Answer refused =
        post(
            "/api/flows/" + published("system", PATH) + "/versions", json("{'nodeMap':{'a':'b'}}"));

    assertThat(refused.pointer()).isEqualTo("/nodeMap");
  }

  private Answer publish(String choices) {
    return post("/api/flows/" + flow + "/versions", json("{" + choices + "}"));
  }
}
