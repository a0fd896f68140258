package dev.stitch.activities.git;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;

/** {@code git.push}: gives the commits of a workspace to the repository that it is of. */
public final class GitPushStep extends GitStep {

  static final String ID = "git.push";

  public GitPushStep() {
    super(
        ID,
        "Push commits",
        "push commits",
        """
        {
          "type": "object",
          "properties": {
            "branch": {
              "type": "string", "format": "template",
              "title": "Branch",
              "description": "The branch there. Without it, the one of the same name. What it has that the workspace has not is never overwritten: the step fails."
            },
        %s,
        %s
          }
        }
        """
            .formatted(WORKSPACE, CONNECTION));
  }

  @Override
  public boolean effect() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(GitWork.class).push(context);
  }
}
