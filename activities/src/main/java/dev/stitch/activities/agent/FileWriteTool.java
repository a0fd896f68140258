package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code file.write}: gives a file of the workspace new content. */
@Singleton
final class FileWriteTool extends WorkspaceTool {

  FileWriteTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.FILE_WRITE,
        "Gives a file of the workspace new content, all of it; makes the file and its folders where"
            + " they are not there.",
        """
        {"type": "object", "required": ["path", "text"], "additionalProperties": false, "properties": {
          "path": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "Relative to the root of the workspace."},
          "text": {"type": "string", "maxLength": 1000000, "description": "The whole new content."}}}
        """,
        """
        {"type": "object", "required": ["path", "created", "branch"], "properties": {
          "path": {"type": "string"},
          "created": {"type": "boolean"},
          "branch": {"type": ["string", "null"]}}}
        """);
  }

  @Override
  public String preview(JsonNode input) {
    return "It writes this to %s.%n%n%s"
        .formatted(input.path("path").asText(), input.path("text").asText());
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.write(context, input.path("path").asText(), input.path("text").asText());
  }
}
