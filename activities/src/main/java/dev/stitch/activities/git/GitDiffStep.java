package dev.stitch.activities.git;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;

/** {@code git.diff}: tells what has changed in a workspace. */
public final class GitDiffStep extends GitStep {

  public GitDiffStep() {
    super(
        "git.diff",
        "Compare changes",
        "compare changes",
        """
        {
          "type": "object",
          "properties": {
            "since": {
              "type": "string", "enum": ["start", "commit"], "default": "start",
              "title": "Since",
              "description": "start: since the run began in the workspace. commit: since the last commit. New files count in both."
            },
        %s
          }
        }
        """
            .formatted(WORKSPACE));
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(GitWork.class).diff(context);
  }
}
