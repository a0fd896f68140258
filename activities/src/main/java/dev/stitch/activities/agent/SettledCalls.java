package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stitch.agent.AgentContract;
import dev.stitch.model.AgentTool;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository.Answered;
import dev.stitch.store.agent.AgentRunRepository.SettledCall;
import java.util.List;

/** What models and people are told of calls that have been carried out, refused or answered. */
final class SettledCalls {

  private SettledCalls() {}

  /**
   * What came of a call.
   *
   * @param failed whether it is told as an error
   */
  record Outcome(boolean failed, JsonNode told) {}

  /** One block for each call of a turn, in order. */
  static ArrayNode blocks(List<SettledCall> calls) {
    ArrayNode blocks = Jsonb.array();
    for (SettledCall call : calls) {
      Outcome outcome = outcome(call);
      String text =
          outcome.told().isTextual() ? outcome.told().textValue() : outcome.told().toString();
      blocks.add(ProviderMessages.result(call.call().toolUseId(), text, outcome.failed()));
    }
    return blocks;
  }

  static Outcome outcome(SettledCall call) {
    if (call.result() != null) {
      return new Outcome(Boolean.TRUE.equals(call.failed()), call.result());
    }
    Answered answered = call.answered();
    if (answered == null) {
      return error("What came of this call is not known.");
    }
    if (!answered.state().equals("answered")) {
      return error(
          "Nobody answered, and the call was not carried out. Where a person wrote a message instead,"
              + " read it before you go on.");
    }
    if (AgentTool.of(call.call().tool()).filter(AgentTool.ASK_PERSON::equals).isPresent()
        && !AgentContract.REFUSE.equals(answered.choice())) {
      return new Outcome(
          false, answered.answer() == null ? Jsonb.object() : words(answered.answer()));
    }
    if (AgentContract.APPROVE.equals(answered.choice())) {
      return error("The call failed, and what came of it is not known.");
    }
    return error(
        "A person refused this call; it was not carried out."
            + (answered.answer() == null ? "" : " They say: " + answered.answer()));
  }

  /** A form of one field is answered with that field. */
  private static JsonNode words(JsonNode answer) {
    return answer.path("answer").isTextual() && answer.size() == 1 ? answer.path("answer") : answer;
  }

  private static Outcome error(String why) {
    return new Outcome(true, Jsonb.object().put("error", why));
  }
}
