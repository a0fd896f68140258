package dev.stitch.launch.agent;

import dev.stitch.launch.AgentWorkspace;
import dev.stitch.launch.request.Refusal;
import dev.stitch.model.BranchName;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Whether what a request says of a workspace can be meant, as far as no host need be asked. */
record AgentWorkspaceCheck(AgentWorkspaceRequest request) {

  private static final String POINTER = "/workspace";

  /**
   * The workspace that is meant.
   *
   * @param runId of the run that makes it, where it is a new one
   */
  AgentWorkspace of(UUID runId) {
    String repo = text("repo", request.repo(), GitRemote::parse);
    String branch = text("branch", request.branch(), BranchName::of);
    String baseBranch = text("baseBranch", request.baseBranch(), BranchName::of);
    if (request.id() != null && repo != null) {
      throw Refusal.invalid(
          POINTER + "/repo", "leave it out: the workspace of that id has its own");
    }
    if (request.id() != null && request.persistent() != null) {
      throw Refusal.invalid(
          POINTER + "/persistent", "leave it out: the workspace of that id is what it was made as");
    }
    if (request.id() != null && baseBranch != null && branch == null) {
      throw Refusal.invalid(
          POINTER + "/baseBranch", "is where a new branch begins: name that in branch, too");
    }
    if (request.id() != null) {
      return new AgentWorkspace(request.id(), null, branch, baseBranch, true);
    }
    if (repo == null) {
      throw Refusal.invalid(
          POINTER, "needs the id of a workspace, or the repo to make a new one of");
    }
    return new AgentWorkspace(
        AgentWorkspace.madeBy(runId),
        repo,
        branch,
        baseBranch,
        !Boolean.FALSE.equals(request.persistent()));
  }

  @FunctionalInterface
  private interface Reader {
    Object read(String field, String text) throws StepException;
  }

  private static @Nullable String text(String field, @Nullable String given, Reader reader) {
    String pointer = POINTER + "/" + field;
    String text = AgentTexts.optional(pointer, given, GitRemote.LONGEST);
    if (text != null) {
      try {
        reader.read(field, text);
      } catch (StepException e) {
        throw Refusal.invalid(pointer, e.getMessage());
      }
    }
    return text;
  }
}
