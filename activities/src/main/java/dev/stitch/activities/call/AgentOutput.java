package dev.stitch.activities.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.request.StorableRequests;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** What steps have of a run of an agent. */
final class AgentOutput {

  private static final ObjectReader WHOLE_TEXT =
      JsonCodec.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private AgentOutput() {}

  static ObjectNode of(RunRow run) {
    JsonNode result = run.outcome().result();
    String text = result.path("text").asText();
    ObjectNode output = Jsonb.object().put("text", text);
    output.set("structured", structured(text));
    return output
        .put("runId", run.id().toString())
        .put("sessionId", text(run.owners().sessionId()))
        .put("workspaceId", text(run.owners().workspaceId()))
        .put("costUsd", run.usage().costUsd())
        .put("stopReason", result.path("stopReason").asText());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /** An object or list that is the whole text; else null. */
  private static JsonNode structured(String text) {
    try {
      JsonNode json = WHOLE_TEXT.readTree(text);
      boolean fits =
          json.isContainerNode()
              && !BoundedJson.isTooDeep(json)
              && StorableRequests.isStorable(json);
      return fits ? json : NullNode.instance;
    } catch (JsonProcessingException e) {
      return NullNode.instance;
    }
  }
}
