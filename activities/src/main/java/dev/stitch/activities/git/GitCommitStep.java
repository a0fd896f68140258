package dev.stitch.activities.git;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;

/** {@code git.commit}: commits all that has changed in a workspace. */
public final class GitCommitStep extends GitStep {

  public GitCommitStep() {
    super(
        "git.commit",
        "Commit changes",
        "commit changes",
        """
        {
          "type": "object",
          "required": ["message"],
          "properties": {
            "message": {
              "type": "string", "format": "template", "minLength": 1, "x-lines": 4,
              "title": "Message",
              "description": "The commit's message. Where nothing has changed there is no commit, and the step is done."
            },
            "authorName": {
              "type": "string", "format": "template",
              "title": "Author",
              "description": "Who the commit is by: Stitch, unless named."
            },
            "authorEmail": {
              "type": "string", "format": "template",
              "title": "Address of the author",
              "description": "stitch@localhost, unless given."
            },
        %s
          }
        }
        """
            .formatted(WORKSPACE));
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(GitWork.class).commit(context);
  }
}
