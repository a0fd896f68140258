package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import jakarta.inject.Singleton;

/** {@code git.commit}: commits all changes in the workspace. */
@Singleton
final class GitCommitTool extends WorkspaceTool {

  GitCommitTool(WorkspaceTools workspaces) {
    super(
        workspaces,
        AgentTool.GIT_COMMIT,
        "Commits all changes in the workspace that are not ignored. Nothing is pushed. Without"
            + " changes there is no commit.",
        """
        {"type": "object", "required": ["message"], "additionalProperties": false, "properties": {
          "message": {"type": "string", "minLength": 1, "maxLength": 10000}}}
        """,
        ChangesSchema.of(
            """
            "committed": {"type": "boolean"},
            "commit": {"type": ["string", "null"]},
            "branch": {"type": ["string", "null"]}
            """));
  }

  @Override
  public String preview(JsonNode input) {
    return "It commits all changes in its workspace as:%n%n%s"
        .formatted(input.path("message").asText());
  }

  @Override
  JsonNode call(WorkspaceTools workspaces, ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    return workspaces.commit(context, input.path("message").asText());
  }
}
