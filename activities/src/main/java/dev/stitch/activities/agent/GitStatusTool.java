package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code git.status}: what is not committed in the workspace. */
@Singleton
final class GitStatusTool extends WorkspaceTool {

  GitStatusTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.GIT_STATUS,
        "Tells the workspace's branch, its last commit and the files that have changed since, new"
            + " ones too."
            + STRANGERS,
        """
        {"type": "object", "additionalProperties": false, "properties": {}}
        """,
        ChangesSchema.of(
            """
            "commit": {"type": ["string", "null"]},
            "branch": {"type": ["string", "null"]}
            """));
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.status(context);
  }
}
