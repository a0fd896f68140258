package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code git.diff}: what has changed in the workspace. */
@Singleton
final class GitDiffTool extends WorkspaceTool {

  GitDiffTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.GIT_DIFF,
        "Compares the workspace's files with where this run began, or with the last commit. New"
            + " files count."
            + STRANGERS,
        """
        {"type": "object", "additionalProperties": false, "properties": {
          "since": {"type": "string", "enum": ["start", "commit"], "description": "start when left out."},
          "path": {"type": "string", "minLength": 1, "maxLength": 4000, "description": "Only this file."}}}
        """,
        ChangesSchema.of(
            """
            "patch": {"type": "string", "maxLength": 30000},
            "branch": {"type": ["string", "null"]}
            """));
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.diff(
        context, input.path("since").asText().equals("commit"), input.path("path").textValue());
  }
}
