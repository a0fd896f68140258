package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.connection.BoundConnections;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.activities.http.HttpCredential;
import dev.stitch.model.BranchName;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.workspace.Workspace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out the steps {@code git.*}. */
@Singleton
class GitWork {

  /**
   * How long a push may be made again whose answer was lost: any time, since the same commit given
   * to the same branch twice is there once.
   */
  private static final Duration REPEATABLE = Duration.ofDays(365);

  private final Workspaces workspaces;
  private final GitRemotes remotes;
  private final BoundConnections connections;
  private final EffectLedger ledger;

  GitWork(
      Workspaces workspaces,
      GitRemotes remotes,
      BoundConnections connections,
      EffectLedger ledger) {
    this.workspaces = workspaces;
    this.remotes = remotes;
    this.connections = connections;
    this.ledger = ledger;
  }

  StepOutcome clone(StepContext context) throws StepException, InterruptedException {
    GitRemote remote = GitRemote.parse("repo", text(context, "repo").orElse(""));
    Optional<BranchName> branch = branch(context, "branch");
    BranchName base = branch(context, "baseBranch").orElse(null);
    GitRemotes.Access access = access(context, remote);
    return workspaces.enter(
        context,
        workspaceFor(context, remote),
        visit -> {
          Optional<String> head = visit.copy().fetch(access);
          if (!visit.workspace().cloned() || branch.isPresent()) {
            BranchName own = new BranchName("stitch/" + context.runId());
            visit.copy().checkOut(branch.orElse(own), base, head);
          }
          return Jsonb.object().put("commit", visit.copy().head().orElse(null));
        });
  }

  private Workspace workspaceFor(StepContext context, GitRemote remote) throws StepException {
    Optional<UUID> named = workspaceId(context);
    if (named.isEmpty()) {
      boolean persistent = context.config().path("persistent").asBoolean(true);
      return workspaces.planned(context, remote, persistent);
    }
    Workspace workspace = workspaces.find(named.get());
    if (!workspace.repo().equals(remote.address())) {
      throw invalid("workspace", "it holds " + workspace.repo() + ", and not what \"repo\" names");
    }
    return workspace;
  }

  StepOutcome commit(StepContext context) throws StepException, InterruptedException {
    String message = text(context, "message").orElseThrow(() -> invalid("message", "it is empty"));
    CommitAuthor author =
        CommitAuthor.of(
            text(context, "authorName").orElse(CommitAuthor.STITCH.name()),
            text(context, "authorEmail").orElse(CommitAuthor.STITCH.email()));
    String mark = PayloadHash.of(context.effectKey());
    return workspaces.work(
        context,
        workspaceOf(context),
        visit -> {
          WorkingCopy copy = visit.copy();
          copy.stage();
          Optional<String> commit = copy.commit(mark, message + "\n", author, context.now());
          ObjectNode output = Jsonb.object().put("committed", commit.isPresent());
          if (commit.isEmpty()) {
            String head = copy.head().orElse(null);
            return tell(output, head, head, List.of(), Changes.NONE);
          }
          String before = copy.parent(commit.get()).orElse(null);
          return tell(
              output,
              before,
              commit.get(),
              copy.commits(before, commit.get()),
              copy.changes(before, commit.get()));
        });
  }

  StepOutcome diff(StepContext context) throws StepException, InterruptedException {
    boolean uncommitted = context.config().path("since").asText().equals("commit");
    return workspaces.work(
        context,
        workspaceOf(context),
        visit -> {
          WorkingCopy copy = visit.copy();
          copy.stage();
          String head = copy.head().orElse(null);
          String before = uncommitted ? head : visit.start();
          Changes changes = copy.changes(before, null);
          ObjectNode output =
              Jsonb.object()
                  .put("patch", String.join("", changes.patches().toList()))
                  .put("truncated", changes.truncated());
          List<Commit> commits = head == null ? List.of() : copy.commits(before, head);
          return tell(output, before, head, commits, changes);
        });
  }

  private static ObjectNode tell(
      ObjectNode output, String before, String after, List<Commit> commits, Changes changes) {
    output.put("commitBefore", before).put("commitAfter", after);
    output.set("commits", Jsonb.tree(commits));
    output
        .put("filesChanged", changes.filesChanged())
        .put("insertions", changes.insertions())
        .put("deletions", changes.deletions());
    output.set("diffStat", changes.diffStat());
    return output;
  }

  StepOutcome push(StepContext context) throws StepException, InterruptedException {
    Optional<JsonNode> earlier = ledger.result(context.effectKey());
    if (earlier.isPresent()) {
      return StepOutcome.completed(earlier.get());
    }
    Optional<BranchName> named = branch(context, "branch");
    Workspace workspace = workspaceOf(context);
    GitRemotes.Access access = access(context, GitRemote.parse("repo", workspace.repo()));
    return workspaces.work(
        context,
        workspace,
        visit -> {
          BranchName branch = named.isPresent() ? named.get() : current(visit.copy());
          String commit =
              visit
                  .copy()
                  .head()
                  .orElseThrow(() -> invalid("workspace", "it has no commit to push"));
          ObjectNode pushed =
              Jsonb.object()
                  .put("workspaceId", workspace.id().toString())
                  .put("repo", workspace.repo())
                  .put("branch", branch.text())
                  .put("commit", commit);
          Intent intent =
              new Intent(
                  context.effectKey(),
                  GitPushStep.ID,
                  PayloadHash.of(pushed),
                  context.runId(),
                  REPEATABLE);
          ledger.perform(
              intent, claim -> push(visit.copy(), access, commit, branch, pushed, claim));
          return pushed;
        });
  }

  private static BranchName current(WorkingCopy copy) throws StepException, InterruptedException {
    return new BranchName(
        copy.branch().orElseThrow(() -> invalid("branch", "name it: the workspace is at none")));
  }

  private static OutwardAct.Answer push(
      WorkingCopy copy,
      GitRemotes.Access access,
      String commit,
      BranchName branch,
      JsonNode pushed,
      OutwardAct.Claim claim)
      throws StepException, InterruptedException {
    claim.take();
    Optional<StepException> refused = copy.push(access, commit, branch);
    if (refused.isEmpty()) {
      return new OutwardAct.Done(commit, pushed);
    }
    if (refused.get().code().retryable()) {
      return new OutwardAct.Unclear(refused.get());
    }
    // Others may have gone on from it since an attempt whose answer was lost.
    copy.fetch(access);
    return copy.remoteHas(branch, commit)
        ? new OutwardAct.Done(commit, pushed)
        : new OutwardAct.NotDone(refused.get());
  }

  private Workspace workspaceOf(StepContext context) throws StepException {
    Optional<UUID> named = workspaceId(context);
    return named.isPresent() ? workspaces.find(named.get()) : workspaces.ofRun(context.runId());
  }

  private static Optional<UUID> workspaceId(StepContext context) throws StepException {
    Optional<String> text = text(context, "workspace");
    try {
      return text.map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw invalid("workspace", "it is no id of a workspace");
    }
  }

  private GitRemotes.Access access(StepContext context, GitRemote remote) throws StepException {
    JsonNode reference = context.config().path("connection");
    if (!reference.isTextual()) {
      return remotes.open("repo", remote, Optional.empty());
    }
    if (!(remote instanceof GitRemote.Https https)) {
      throw invalid("connection", "only servers that are asked by HTTPS take one");
    }
    Connection connection = connections.of(context, Toolkit.HTTP, reference.textValue());
    HttpCredential credential = HttpCredential.of(connection, connections.secret(connection));
    credential.requireHost(https.host());
    return remotes.open("repo", remote, Optional.of(credential));
  }

  private static Optional<BranchName> branch(StepContext context, String field)
      throws StepException {
    Optional<String> text = text(context, field);
    return text.isPresent() ? Optional.of(BranchName.of(field, text.get())) : Optional.empty();
  }

  /** A setting as it is rendered; empty when there is nothing in it. */
  private static Optional<String> text(StepContext context, String field) throws StepException {
    JsonNode template = context.config().path(field);
    return template.isTextual()
        ? Optional.of(context.render(template.textValue(), false).strip())
            .filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static StepException invalid(String field, String why) {
    return new StepException(FailureCode.INVALID_CONFIG, "\"" + field + "\": " + why + ".");
  }
}
