package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code file.read}: reads a text file of the workspace. */
@Singleton
final class FileReadTool extends WorkspaceTool {

  private static final int MOST_LINES = 2_000;

  FileReadTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.FILE_READ,
        "Reads a text file of the workspace, up to 30,000 characters at once." + STRANGERS,
        """
        {"type": "object", "required": ["path"], "additionalProperties": false, "properties": {
          "path": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "Relative to the root of the workspace."},
          "fromLine": {"type": "integer", "minimum": 1, "description": "The first line to read, from 1."},
          "lines": {"type": "integer", "minimum": 1, "maximum": 2000, "description": "How many lines; 2000 when left out."}}}
        """,
        """
        {"type": "object", "required": ["path", "text", "fromLine", "totalLines", "truncated"], "properties": {
          "path": {"type": "string"},
          "text": {"type": "string", "maxLength": 30000},
          "fromLine": {"type": "integer"},
          "totalLines": {"type": "integer"},
          "truncated": {"type": "boolean"}}}
        """);
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.read(
        context,
        input.path("path").asText(),
        input.path("fromLine").asInt(1),
        input.path("lines").asInt(MOST_LINES));
  }
}
