package dev.stitch.api.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class BlueprintApiTest extends ApiTest {

  @Test
  void theListSaysOfEachBlueprintWhatItIsAndThatItIsNotThereYet() {
    Answer answer = get("/api/blueprints");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/data").valueStream().map(each -> each.path("id").asText()))
        .containsExactlyElementsOf(Blueprints.IDS);
    JsonNode drip = answer.at("/data/0");
    assertThat(drip).isEqualTo(get("/api/blueprints/welcome-drip").body());
    assertThat(drip.path("installed").asBoolean()).isFalse();
    assertThat(drip.path("flowId").isNull()).isTrue();
    assertThat(drip.path("lastTriedAt").isNull()).isTrue();
    assertThat(drip.path("stepTypes").valueStream().map(JsonNode::asText))
        .contains("email.send", "wait", "wait.event");
    assertThat(drip.at("/spine").findValuesAsText("label"))
        .containsExactly("Signed up", "Welcomed", "Looking around", "At home");
    assertThat(drip.at("/spine/2/systemFlows").asInt()).isEqualTo(2);
    assertThat(drip.path("needs")).isEmpty();
  }

  @Test
  void nothingIsDoneBeforeSomethingIs() {
    Answer answer = get("/api/first-steps");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(5).allMatch(JsonNode::isNull);
  }

  @Test
  void anUnknownBlueprintIsNotFoundAndTheProblemNamesThoseThereAre() {
    for (Answer answer :
        List.of(
            get("/api/blueprints/nothing"),
            post("/api/blueprints/nothing/install", null),
            post("/api/blueprints/nothing/try", null))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.at("/detail").asText()).contains("welcome-drip");
    }
  }
}
