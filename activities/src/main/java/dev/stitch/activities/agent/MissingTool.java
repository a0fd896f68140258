package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FailureCode;
import dev.stitch.model.ServerToolName;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import java.util.Set;

/**
 * A tool that a run names and its server does not give: the model is told, and can do without it or
 * say so.
 */
record MissingTool(ServerToolName named, String why) implements Tool {

  @Override
  public String word() {
    return named.word();
  }

  @Override
  public String description() {
    return "Not there now. " + why;
  }

  @Override
  public JsonNode inputSchema() {
    return Jsonb.object().put("type", "object");
  }

  /** The tool itself is, and may be there when the call is carried out. */
  @Override
  public boolean outward(Set<AgentTool> allowed) {
    return true;
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) throws StepException {
    throw new StepException(FailureCode.NOT_FOUND, why);
  }
}
