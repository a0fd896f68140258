package dev.stitch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.AdvanceAct;
import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.machine.MoveAct;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InterventionTest {

  @Test
  void aSignalNamesAnActAsItsUpdateIsCalledInAnySpelling() {
    UUID task = new UUID(1, 2);

    assertThat(new Intervention("i1", "move", json("{'uxNodeId':'b','actor':'user:ada'}")).toAct())
        .contains(new MoveAct("i1", "user:ada", "b"));
    assertThat(new Intervention("i2", "ANSWERTASK", json("{'taskId':'" + task + "'}")).toAct())
        .contains(new AnswerTaskAct("i2", "operator", task, null, null));
    assertThat(new Intervention("i3", "advance", null).toAct())
        .contains(new AdvanceAct("i3", "operator"));
  }

  @Test
  void whatNamesNoActOrLacksAFieldIsNone() {
    assertThat(new Intervention("i1", "moveAct", json("{'uxNodeId':'b'}")).toAct()).isEmpty();
    assertThat(new Intervention("i2", "nonsense", json("{}")).toAct()).isEmpty();
    assertThat(new Intervention("i3", "move", json("{}")).toAct()).isEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
