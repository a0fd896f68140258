package dev.stitch.activities.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.launch.AgentWorkspace;
import dev.stitch.model.BranchName;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.Jsonb;
import dev.stitch.store.workspace.Workspace;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * What agents do in the workspace of their run. What it answers is for a model: bounded, and never
 * to be obeyed, since the repository is of strangers.
 */
@Singleton
public class WorkspaceTools {

  /** Entries of a list of files, and of changes. */
  private static final int MOST_ENTRIES = 500;

  /** Between two lines, each of which keeps its end: what is written back is to be the same. */
  private static final Pattern LINE = Pattern.compile("(?<=\n)");

  /** Characters of a file or of a patch. */
  private static final int MOST_TEXT = 30_000;

  private final Workspaces workspaces;
  private final GitRemotes remotes;

  WorkspaceTools(Workspaces workspaces, GitRemotes remotes) {
    this.workspaces = workspaces;
    this.remotes = remotes;
  }

  /**
   * Locks a workspace for a run and has it hold its repository, at the run's branch.
   *
   * @return the task queue of the host that has the workspace, where that is another
   */
  public Optional<String> prepare(StepContext context, AgentWorkspace wanted)
      throws StepException, InterruptedException {
    Workspace workspace = workspace(wanted);
    workspaces.bind(context, workspace);
    GitRemote remote = GitRemote.parse("repo", workspace.repo());
    StepOutcome outcome =
        workspaces.enter(
            context,
            workspace,
            visit -> {
              if (!isReady(visit, wanted.branch())) {
                checkOut(context, visit.copy(), remote, wanted);
              }
              return Jsonb.object();
            });
    return outcome instanceof StepOutcome.Elsewhere elsewhere
        ? Optional.of(elsewhere.taskQueue())
        : Optional.empty();
  }

  private Workspace workspace(AgentWorkspace wanted) throws StepException {
    if (wanted.repo() != null) {
      GitRemote remote = GitRemote.parse("repo", wanted.repo());
      workspaces.plan(wanted.id(), remote, wanted.persistent());
    }
    return workspaces.find(wanted.id());
  }

  private static boolean isReady(Workspaces.Visit visit, @Nullable String branch)
      throws StepException, InterruptedException {
    return visit.workspace().cloned()
        && (branch == null || visit.copy().branch().filter(branch::equals).isPresent());
  }

  private void checkOut(
      StepContext context, WorkingCopy copy, GitRemote remote, AgentWorkspace wanted)
      throws StepException, InterruptedException {
    String branch = wanted.branch() == null ? "stitch/" + context.runId() : wanted.branch();
    BranchName base =
        wanted.baseBranch() == null ? null : BranchName.of("baseBranch", wanted.baseBranch());
    Optional<String> head = copy.fetch(remotes.open("repo", remote, Optional.empty()));
    copy.checkOut(BranchName.of("branch", branch), base, head);
  }

  /**
   * Where a program may work by itself in the workspace of its run.
   *
   * @param folder its files; null where another host has them
   * @param taskQueue of that host, or null
   */
  public record Place(@Nullable Path folder, @Nullable String taskQueue) {}

  /** Where the files of a run's workspace are. */
  public Place place(StepContext context) throws StepException, InterruptedException {
    AtomicReference<Path> folder = new AtomicReference<>();
    StepOutcome outcome =
        workspaces.look(
            context,
            workspaces.ofRun(context.runId()),
            visit -> {
              folder.set(visit.copy().tree());
              return Jsonb.object();
            });
    return outcome instanceof StepOutcome.Elsewhere elsewhere
        ? new Place(null, elsewhere.taskQueue())
        : new Place(folder.get(), null);
  }

  /** Has the run tell what a program has changed in its workspace. */
  public void note(StepContext context) throws StepException, InterruptedException {
    work(
        context,
        visit -> {
          visit.copy().stage();
          return Jsonb.object();
        });
  }

  /** The files and folders in a folder, or all files below it. */
  public JsonNode list(StepContext context, String folder, boolean recursive)
      throws StepException, InterruptedException {
    TreePath path = TreePath.of(folder);
    return look(
        context,
        visit -> {
          SortedSet<String> entries = new TreeSet<>();
          for (String file : visit.copy().list(path)) {
            entries.add(recursive ? file : in(path, file));
          }
          if (entries.isEmpty() && !path.isRoot()) {
            throw new StepException(
                FailureCode.NOT_FOUND,
                "path: \"" + path.text() + "\" holds no file, or only ignored ones.");
          }
          ObjectNode listed = Jsonb.object().put("path", path.text());
          listed.set("entries", Jsonb.tree(entries.stream().limit(MOST_ENTRIES).toList()));
          return listed.put("truncated", entries.size() > MOST_ENTRIES);
        });
  }

  /** The file itself, or the folder right below another that it is in, which ends in a slash. */
  private static String in(TreePath folder, String file) {
    int from = folder.isRoot() ? 0 : folder.text().length() + 1;
    int end = file.indexOf('/', Math.min(from, file.length()));
    return end < 0 ? file : file.substring(0, end + 1);
  }

  /**
   * Some lines of a file.
   *
   * @param fromLine the first of them, from 1
   * @param lines how many at most
   */
  public JsonNode read(StepContext context, String file, int fromLine, int lines)
      throws StepException, InterruptedException {
    TreePath path = TreePath.of(file);
    return look(
        context,
        visit -> {
          List<String> all = LINE.splitAsStream(visit.copy().files().read(path)).toList();
          List<String> some = all.stream().skip(fromLine - 1L).limit(lines).toList();
          String text = String.join("", some);
          boolean cut = text.length() > MOST_TEXT;
          return Jsonb.object()
              .put("path", path.text())
              .put("text", cut ? text.substring(0, MOST_TEXT) : text)
              .put("fromLine", fromLine)
              .put("totalLines", all.size())
              .put("truncated", cut || fromLine - 1L + some.size() < all.size());
        });
  }

  /** Gives a file new content, once for each call. */
  public JsonNode write(StepContext context, String file, String text)
      throws StepException, InterruptedException {
    TreePath path = TreePath.of(file);
    return work(
        context,
        visit -> {
          JsonNode written =
              visit
                  .copy()
                  .files()
                  .write(
                      PayloadHash.of(context.effectKey()),
                      path,
                      text,
                      created -> Jsonb.object().put("path", path.text()).put("created", created));
          visit.copy().stage();
          return (ObjectNode) written;
        });
  }

  /** What is not committed. */
  public JsonNode status(StepContext context) throws StepException, InterruptedException {
    return work(
        context,
        visit -> {
          WorkingCopy copy = visit.copy();
          copy.stage();
          String head = copy.head().orElse(null);
          return tell(Jsonb.object().put("commit", head), copy.changes(head, null));
        });
  }

  /**
   * What has changed.
   *
   * @param uncommitted since the last commit, and not since the run began
   * @param file the only file to tell of; null for all
   */
  public JsonNode diff(StepContext context, boolean uncommitted, @Nullable String file)
      throws StepException, InterruptedException {
    @Nullable TreePath path = file == null ? null : TreePath.of(file);
    return work(
        context,
        visit -> {
          WorkingCopy copy = visit.copy();
          copy.stage();
          String before = uncommitted ? copy.head().orElse(null) : visit.start();
          Changes changes = copy.changes(before, null);
          if (path != null) {
            changes = changes.of(path.text());
          }
          String patch = String.join("", changes.patches().toList());
          boolean cut = patch.length() > MOST_TEXT;
          return tell(Jsonb.object(), changes)
              .put("patch", cut ? patch.substring(0, MOST_TEXT) : patch)
              .put("truncated", cut || changes.truncated() || isLong(changes));
        });
  }

  private static boolean isLong(Changes changes) {
    return changes.filesChanged() > MOST_ENTRIES;
  }

  private static ObjectNode tell(ObjectNode output, Changes changes) {
    output
        .put("filesChanged", changes.filesChanged())
        .put("insertions", changes.insertions())
        .put("deletions", changes.deletions());
    output.set("files", Jsonb.tree(changes.diffStat().valueStream().limit(MOST_ENTRIES).toList()));
    return output.put("truncated", isLong(changes));
  }

  /** Commits all that has changed, once for each call. */
  public JsonNode commit(StepContext context, String message)
      throws StepException, InterruptedException {
    if (message.isBlank()) {
      throw new StepException(FailureCode.REJECTED, "message: it is empty.");
    }
    return work(
        context,
        visit -> {
          WorkingCopy copy = visit.copy();
          copy.stage();
          Optional<String> commit =
              copy.commit(
                  PayloadHash.of(context.effectKey()),
                  message.strip() + "\n",
                  CommitAuthor.STITCH,
                  context.now());
          String after = commit.isPresent() ? commit.get() : copy.head().orElse(null);
          String before = commit.isPresent() ? copy.parent(after).orElse(null) : after;
          Changes changes = commit.isPresent() ? copy.changes(before, after) : Changes.NONE;
          return tell(
              Jsonb.object().put("committed", commit.isPresent()).put("commit", after), changes);
        });
  }

  /** Without a trace: what the run has changed stays as it was told. */
  private JsonNode look(StepContext context, Workspaces.Act act)
      throws StepException, InterruptedException {
    return told(workspaces.look(context, workspaces.ofRun(context.runId()), act));
  }

  private JsonNode work(StepContext context, Workspaces.Act act)
      throws StepException, InterruptedException {
    ObjectNode output = told(workspaces.work(context, workspaces.ofRun(context.runId()), act));
    return output.without(List.of("workspaceId", "repo"));
  }

  private static ObjectNode told(StepOutcome outcome) throws StepException {
    return switch (outcome) {
      case StepOutcome.Completed done -> (ObjectNode) done.output();
      case StepOutcome.Elsewhere moved ->
          throw new StepException(
              FailureCode.UNAVAILABLE, "The workspace is on another host than it was.");
      case StepOutcome.Failed failed ->
          throw new StepException(failed.failure().code(), failed.failure().message());
      case StepOutcome.Waiting waiting ->
          throw new IllegalStateException("nobody waits in a workspace");
    };
  }
}
