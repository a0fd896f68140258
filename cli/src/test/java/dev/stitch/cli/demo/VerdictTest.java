package dev.stitch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Script SCRIPT = Script.load();

  @Test
  void journeysThatCameToAKnownResultAtTheLastNodeAreGood() {
    Verdict verdict =
        judge(
            Map.of("2", "meeting"),
            entity("1", "completed", "closed", "silent"),
            entity("2", "completed", "closed", "meeting"));

    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.results()).isEqualTo(Map.of("silent", 1, "meeting", 1));
  }

  @Test
  void aJourneyThatStillWaitsIsNamedWithWhatItWaitsOn() {
    ObjectNode waiting = entity("1", "blocked", "introduced", "silent");
    waiting.putArray("waitingOn").addObject().put("kind", "person");

    Verdict verdict = judge(Map.of(), waiting);

    assertThat(verdict.faults())
        .singleElement()
        .asString()
        .contains("blocked", "introduced", "person");
  }

  @Test
  void aJourneyThatWasCancelledIsNotGood() {
    assertThat(judge(Map.of(), entity("1", "cancelled", "closed", "silent")).isGood()).isFalse();
  }

  @Test
  void aJourneyThatEndedAwayFromTheLastNodeIsNotGood() {
    assertThat(judge(Map.of(), entity("1", "completed", "followed-up", "silent")).isGood())
        .isFalse();
  }

  @Test
  void aTaskThatNobodyAnsweredInTimeIsNotGood() {
    assertThat(judge(Map.of(), entity("1", "completed", "closed", "forgotten")).isGood()).isFalse();
  }

  @Test
  void aDecisionThatWasNotFollowedIsNotGood() {
    Verdict verdict = judge(Map.of("1", "decline"), entity("1", "completed", "closed", "meeting"));

    assertThat(verdict.faults()).singleElement().asString().contains("meeting", "decline");
  }

  private static Verdict judge(Map<String, String> decisions, JsonNode... entities) {
    return Verdict.of(List.of(entities), SCRIPT, decisions);
  }

  private static ObjectNode entity(String id, String status, String node, String result) {
    ObjectNode entity =
        JsonCodec.MAPPER
            .createObjectNode()
            .put("id", id)
            .put("status", status)
            .put("currentNodeId", node);
    entity.putObject("contact").put("email", "person@example.com");
    entity.putObject("metadata").putObject("outreach").put("result", result);
    return entity;
  }
}
