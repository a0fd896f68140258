package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.BranchName;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;

/** {@code git.clone}: brings a repository into a workspace, at a branch to work on. */
public final class GitCloneStep extends GitStep {

  public GitCloneStep() {
    super(
        "git.clone",
        "Clone a repository",
        "clone a repository",
        """
        {
          "type": "object",
          "required": ["repo"],
          "properties": {
            "repo": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Repository",
              "description": "https://host/path, ssh://user@host/path, user@host:path, or the path of a folder under STITCH_GIT_ROOTS. Without credentials.",
              "examples": ["https://github.com/owner/name.git"]
            },
            "branch": {
              "type": "string", "format": "template",
              "title": "Branch",
              "description": "The branch to work on. One that is not there begins at the base branch. Without it, a new workspace gets one of its run's own, and one that is there stays as it is."
            },
            "baseBranch": {
              "type": "string", "format": "template",
              "title": "Base branch",
              "description": "Where a new branch begins. Without it, where the repository's HEAD is."
            },
            "workspace": {
              "type": "string", "format": "template",
              "title": "Workspace",
              "description": "The id of one that holds the same repository, to go on in it. Without it, a new one is made."
            },
            "persistent": {
              "type": "boolean", "default": true,
              "title": "Keep it",
              "description": "Off: the new workspace is deleted once the run has ended."
            },
        %s
          }
        }
        """
            .formatted(CONNECTION));
  }

  /** What is written out is judged when it is published, not only when it runs. */
  @Override
  public List<ConfigFault> faults(JsonNode config) {
    List<ConfigFault> faults = new ArrayList<>();
    judge(config, "repo", GitRemote::parse, faults);
    judge(config, "branch", BranchName::of, faults);
    judge(config, "baseBranch", BranchName::of, faults);
    return faults;
  }

  private interface Reader {
    Object read(String field, String text) throws StepException;
  }

  private static void judge(
      JsonNode config, String field, Reader reader, List<ConfigFault> faults) {
    String text = config.path(field).asText();
    if (!text.isEmpty() && !text.contains("{{")) {
      try {
        reader.read(field, text);
      } catch (StepException e) {
        faults.add(new ConfigFault(field, e.getMessage()));
      }
    }
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException, InterruptedException {
    return context.service(GitWork.class).clone(context);
  }
}
