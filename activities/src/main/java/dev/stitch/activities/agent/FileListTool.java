package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code file.list}: the files of a folder in the workspace. */
@Singleton
final class FileListTool extends WorkspaceTool {

  FileListTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.FILE_LIST,
        "Lists the files of the workspace, without those that its repository ignores. Folders end"
            + " in a slash."
            + STRANGERS,
        """
        {"type": "object", "additionalProperties": false, "properties": {
          "path": {"type": "string", "maxLength": 4000, "description": "A folder, relative to the root of the workspace, which is meant when it is left out."},
          "recursive": {"type": "boolean", "description": "All files below the folder, too; false when left out."}}}
        """,
        """
        {"type": "object", "required": ["path", "entries", "truncated"], "properties": {
          "path": {"type": "string"},
          "entries": {"type": "array", "maxItems": 500, "items": {"type": "string"}},
          "truncated": {"type": "boolean"}}}
        """);
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.list(
        context, input.path("path").asText(), input.path("recursive").asBoolean());
  }
}
