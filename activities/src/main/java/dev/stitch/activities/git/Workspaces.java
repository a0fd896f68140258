package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.DerivedId;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.Jsonb;
import dev.stitch.store.workspace.CleanupStatus;
import dev.stitch.store.workspace.RunGitRepository;
import dev.stitch.store.workspace.Workspace;
import dev.stitch.store.workspace.WorkspaceRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Leads a step into its workspace: on the host that holds it, locked for its run, one step at a
 * time; and keeps what the run has changed there.
 */
@Singleton
class Workspaces {

  private static final Duration UNTIL_FREE = Duration.ofSeconds(10);

  private final WorkspaceHost host;
  private final WorkspaceRepository workspaces;
  private final RunGitRepository runs;

  Workspaces(WorkspaceHost host, WorkspaceRepository workspaces, RunGitRepository runs) {
    this.host = host;
    this.workspaces = workspaces;
    this.runs = runs;
  }

  /** What a step does in a workspace; it answers what its output has besides that of every step. */
  @FunctionalInterface
  interface Act {
    ObjectNode in(Visit visit) throws StepException, InterruptedException;
  }

  /**
   * A step in a workspace.
   *
   * @param start the commit at which its run began there; null where there was none
   */
  record Visit(WorkingCopy copy, Workspace workspace, @Nullable String start) {}

  /**
   * A workspace by its id.
   *
   * @throws StepException {@code NOT_FOUND} when there is none
   */
  Workspace find(UUID id) throws StepException {
    return workspaces
        .find(id)
        .orElseThrow(
            () -> new StepException(FailureCode.NOT_FOUND, "There is no workspace " + id + "."));
  }

  /** The workspace that a run, or one that it belongs to or repeats, has cloned. */
  Workspace ofRun(UUID runId) throws StepException {
    Optional<UUID> id = workspaces.ofRun(runId);
    if (id.isEmpty()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "\"workspace\": this run has none yet. Clone a repository before, or name a workspace.");
    }
    return find(id.get());
  }

  /** A new workspace of a step; an attempt that ended before it held anything moves here. */
  Workspace planned(StepContext context, GitRemote remote, boolean persistent)
      throws StepException {
    UUID id = DerivedId.of(context.runId(), "workspace", context.effectKey());
    plan(id, remote, persistent);
    return find(id);
  }

  /** Says that a workspace will be here, unless it holds its repository somewhere. */
  void plan(UUID id, GitRemote remote, boolean persistent) throws StepException {
    workspaces.plan(id, host.required(), remote.address(), persistent);
  }

  /** Says which workspace a run works in, before it does. */
  void bind(StepContext context, Workspace workspace) {
    workspaces.bind(context.runId(), workspace.id());
  }

  /** Looks into a workspace that is there, and leaves nothing. */
  StepOutcome look(StepContext context, Workspace workspace, Act act)
      throws StepException, InterruptedException {
    return held(
        context,
        workspace,
        (copy, now) -> {
          requireCloned(now);
          return act.in(new Visit(copy, now, null));
        });
  }

  /** Acts in a workspace that is there. */
  StepOutcome work(StepContext context, Workspace workspace, Act act)
      throws StepException, InterruptedException {
    return held(
        context,
        workspace,
        (copy, now) -> {
          requireCloned(now);
          Optional<String> start = begin(context, copy, now);
          ObjectNode output = act.in(new Visit(copy, now, start.orElse(null)));
          leave(context, copy, now, start, output);
          return output;
        });
  }

  private static void requireCloned(Workspace workspace) throws StepException {
    if (!workspace.cloned()) {
      throw new StepException(
          FailureCode.NOT_FOUND, "The workspace " + workspace.id() + " holds nothing yet.");
    }
  }

  /** Makes a workspace ready, or takes up one that is; the run begins where that has led. */
  StepOutcome enter(StepContext context, Workspace workspace, Act act)
      throws StepException, InterruptedException {
    return held(
        context,
        workspace,
        (copy, now) -> {
          ObjectNode output = act.in(new Visit(copy, now, null));
          leave(context, copy, now, begin(context, copy, now), output);
          return output;
        });
  }

  private interface Held {
    ObjectNode in(WorkingCopy copy, Workspace now) throws StepException, InterruptedException;
  }

  private StepOutcome held(StepContext context, Workspace workspace, Held act)
      throws StepException, InterruptedException {
    if (!host.name().equals(Optional.of(workspace.host()))) {
      return new StepOutcome.Elsewhere(TaskQueues.ofWorkspaces(workspace.host()));
    }
    if (!workspaces.take(workspace.id(), context.runId())) {
      throw notFree(find(workspace.id()));
    }
    GitProgram git = new GitProgram(context::heartbeat);
    try (WorkspaceHost.Hold hold = host.hold(workspace.id(), context::heartbeat)) {
      // As it is now that nobody else is in it.
      Workspace now = find(workspace.id());
      WorkingCopy copy =
          now.cloned()
              ? WorkingCopy.open(git, host.path(now.id()))
              : WorkingCopy.make(git, host.path(now.id()));
      return StepOutcome.completed(act.in(copy, now));
    }
  }

  private static StepException notFree(Workspace workspace) {
    if (workspace.cleanupStatus() != CleanupStatus.KEPT) {
      return new StepException(
          FailureCode.NOT_FOUND,
          "The workspace " + workspace.id() + " was cleaned up. Clone the repository again.");
    }
    return new StepException(
        FailureCode.UNAVAILABLE,
        "The workspace %s is in use by the run %s until that has ended."
            .formatted(workspace.id(), workspace.usedBy()),
        UNTIL_FREE);
  }

  private Optional<String> begin(StepContext context, WorkingCopy copy, Workspace workspace)
      throws StepException, InterruptedException {
    workspaces.bind(context.runId(), workspace.id());
    return runs.begin(context.runId(), workspace, copy.head().orElse(null));
  }

  private void leave(
      StepContext context,
      WorkingCopy copy,
      Workspace workspace,
      Optional<String> start,
      ObjectNode output)
      throws StepException, InterruptedException {
    @Nullable String branch = copy.branch().orElse(null);
    @Nullable String head = copy.head().orElse(null);
    Changes changes = copy.changes(start.orElse(null), null);
    runs.keep(
        context.runId(),
        new RunGitRepository.Details(
            workspace.id(),
            workspace.repo(),
            branch,
            start.orElse(null),
            head,
            Jsonb.tree(head == null ? List.of() : copy.commits(start.orElse(null), head)),
            changes.filesChanged(),
            changes.insertions(),
            changes.deletions(),
            changes.diffStat()),
        changes.files().stream()
            .map(file -> new RunGitRepository.Patch(file.patch(), file.truncated()))
            .toList());
    workspaces.left(workspace.id(), branch, head, copy.isDirty());
    output
        .put("workspaceId", workspace.id().toString())
        .put("repo", workspace.repo())
        .put("branch", branch);
  }
}
