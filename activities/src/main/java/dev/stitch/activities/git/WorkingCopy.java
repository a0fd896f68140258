package dev.stitch.activities.git;

import dev.stitch.model.BranchName;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;

/**
 * A working copy: {@code tree}, in which agents and people may write anything, and beside it {@code
 * git} and {@code writes}, in which they may not. Whoever uses it holds its lock.
 */
final class WorkingCopy {

  /** Where the branches of the remote are kept. */
  private static final String REMOTE = "refs/remotes/origin/";

  /** What the remote's HEAD is, when it is no branch. */
  private static final String REMOTE_HEAD = "refs/stitch/remote-head";

  /** So {@code git ls-remote} begins the line of a HEAD that is a branch. */
  private static final String SYMBOLIC = "ref: refs/heads/";

  private static final String FIRST_BRANCH = "main";

  private static final int MOST_COMMITS = 100;
  private static final int MOST_LISTING = 32 << 20;
  private static final int MOST_PATCH = 1 << 20;

  /** Files by which a repository would be configured, or lead elsewhere. */
  private static final List<String> NOT_OURS =
      List.of(
          "config", "config.worktree", "info/attributes", "objects/info/alternates", "commondir");

  private final GitProgram git;
  private final Path folder;
  private final Path gitFolder;
  private final Path tree;

  private WorkingCopy(GitProgram git, Path folder) {
    this.git = git;
    this.folder = folder;
    this.gitFolder = folder.resolve("git");
    this.tree = folder.resolve("tree");
  }

  /** A working copy that is there, with what it was configured by and left locked set right. */
  static WorkingCopy open(GitProgram git, Path folder) throws StepException, InterruptedException {
    WorkingCopy copy = new WorkingCopy(git, folder);
    if (!Files.isDirectory(copy.gitFolder) || !Files.isDirectory(copy.tree)) {
      throw new StepException(
          FailureCode.NOT_FOUND, "The folder of the workspace is gone from its host.");
    }
    GitProgram.endThose(folder);
    try {
      copy.setRight();
    } catch (IOException e) {
      throw unwritable(e);
    }
    return copy;
  }

  /** An empty one, in place of whatever an attempt that ended early has left. */
  static WorkingCopy make(GitProgram git, Path folder) throws StepException, InterruptedException {
    WorkingCopy copy = new WorkingCopy(git, folder);
    try {
      delete(folder);
      Files.createDirectories(copy.tree);
    } catch (IOException e) {
      throw unwritable(e);
    }
    copy.ask(
        "make a repository",
        GitCall.of(
            folder,
            "init",
            "--quiet",
            "--template=",
            "--initial-branch=" + FIRST_BRANCH,
            "--separate-git-dir=" + copy.gitFolder,
            copy.tree.toString()));
    return copy;
  }

  /** Deletes one, whatever is in it, without following a link. */
  static void delete(Path folder) throws IOException {
    GitProgram.endThose(folder);
    Folders.delete(folder);
  }

  private static StepException unwritable(IOException e) {
    return new StepException(
        FailureCode.UNAVAILABLE, "The folder of the workspace cannot be written to.", e);
  }

  /** Takes out what configures git, and the locks of a git that was killed. */
  private void setRight() throws IOException {
    for (String file : NOT_OURS) {
      Files.deleteIfExists(gitFolder.resolve(file));
    }
    Files.writeString(gitFolder.resolve("config"), "[core]\n\trepositoryformatversion = 0\n");
    for (Path place : List.of(gitFolder, gitFolder.resolve("refs"))) {
      int depth = place.equals(gitFolder) ? 1 : Integer.MAX_VALUE;
      try (Stream<Path> files = Files.walk(place, depth)) {
        for (Path lock : files.filter(it -> it.toString().endsWith(".lock")).toList()) {
          Files.delete(lock);
        }
      }
    }
  }

  /**
   * Brings the remote's branches in.
   *
   * @return the branch that the remote has as its HEAD; empty when that is none
   */
  Optional<String> fetch(GitRemotes.Access remote) throws StepException, InterruptedException {
    String[] look =
        command("ls-remote", remote.fetching(), "--symref", "--", remote.address(), "HEAD");
    String heads = good("look at the repository", remote.run(git, call(look))).line();
    boolean hasHead = !heads.isBlank();
    Optional<String> head =
        heads
            .lines()
            .filter(line -> line.startsWith(SYMBOLIC))
            .map(line -> line.substring(SYMBOLIC.length()).split("\t", 2)[0])
            .findFirst();
    List<String> arguments = new ArrayList<>(remote.fetching());
    arguments.addAll(
        List.of(
            "--quiet",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--prune",
            "--",
            remote.address(),
            "+refs/heads/*:" + REMOTE + "*"));
    if (hasHead && head.isEmpty()) {
      arguments.add("+HEAD:" + REMOTE_HEAD);
    }
    good("fetch", remote.run(git, call(command("fetch", arguments))));
    return head;
  }

  /**
   * Has the tree be at a branch: the one of that name here, else the remote's, else a new one that
   * begins at {@code base}, else at the remote's HEAD. In a repository without commits it has none.
   */
  void checkOut(BranchName branch, @Nullable BranchName base, Optional<String> head)
      throws StepException, InterruptedException {
    // Changes that are not committed go along, or git refuses.
    List<String> checkout =
        new ArrayList<>(List.of("checkout", "--quiet", "--no-recurse-submodules", "--no-guess"));
    if (commit(branch.ref()).isPresent()) {
      checkout.add(branch.text());
    } else {
      Optional<String> start = start(branch, base, head);
      if (start.isEmpty()) {
        ask("begin the branch", call("symbolic-ref", "HEAD", branch.ref()));
        return;
      }
      checkout.addAll(List.of("--no-track", "-b", branch.text(), start.get()));
    }
    checkout.add("--");
    ask("check the branch out", call(checkout.toArray(String[]::new)));
  }

  private Optional<String> start(
      BranchName branch, @Nullable BranchName base, Optional<String> head)
      throws StepException, InterruptedException {
    Optional<String> theirs = commit(REMOTE + branch.text());
    if (theirs.isPresent()) {
      return theirs;
    }
    if (base != null) {
      return Optional.of(
          commit(REMOTE + base.text())
              .orElseThrow(
                  () ->
                      new StepException(
                          FailureCode.INVALID_CONFIG,
                          "\"baseBranch\": the repository has no branch " + base.text() + ".")));
    }
    Optional<String> usual = commit(head.isPresent() ? REMOTE + head.get() : REMOTE_HEAD);
    return usual.isPresent() ? usual : head();
  }

  /** Where its files are. */
  Path tree() {
    return tree;
  }

  /** The branch that the tree is at; empty when its HEAD is detached. */
  Optional<String> branch() throws StepException, InterruptedException {
    GitAnswer answer = git.run(call("symbolic-ref", "--quiet", "--short", "HEAD"));
    return answer.good() ? Optional.of(answer.line()) : Optional.empty();
  }

  /** The commit that the tree is at; empty before the first. */
  Optional<String> head() throws StepException, InterruptedException {
    return commit("HEAD");
  }

  private Optional<String> commit(String reference) throws StepException, InterruptedException {
    GitAnswer answer =
        git.run(
            call("rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"));
    return answer.good() ? Optional.of(answer.line()) : Optional.empty();
  }

  /**
   * Has the index hold all that is in the tree, but for what its own rules ignore. Repositories
   * inside of the tree are left out: {@code git add} would run git in them, as they configure it.
   */
  void stage() throws StepException, InterruptedException {
    GitCall changed =
        call("diff-files", "-z", "--name-only", "--no-renames", "--ignore-submodules=dirty");
    GitCall others = call("ls-files", "-z", "--others", "--exclude-standard");
    ask(
        "take in the files",
        call("update-index", "-z", "--add", "--remove", "--replace", "--stdin")
            .reading(
                ByteString.encodeString(
                    paths(changed) + paths(others), StandardCharsets.ISO_8859_1)));
  }

  /**
   * The files that a listing names, byte by byte a character; folders it names are repositories.
   */
  private String paths(GitCall listing) throws StepException, InterruptedException {
    return listed("look for changes", listing, StandardCharsets.ISO_8859_1)
        .filter(path -> !path.endsWith("/"))
        .map(path -> path + "\0")
        .collect(Collectors.joining());
  }

  private Stream<String> listed(String act, GitCall listing, Charset charset)
      throws StepException, InterruptedException {
    GitAnswer answer = good(act, git.run(listing.keeping(MOST_LISTING)));
    return Stream.of(answer.output().string(charset).split("\0")).filter(path -> !path.isEmpty());
  }

  /**
   * The files in a folder and below that are the repository's or could be: not those that it
   * ignores. A repository inside of the tree is told as a folder.
   */
  Set<String> list(TreePath folder) throws StepException, InterruptedException {
    Set<String> files = new HashSet<>(list(folder, "--cached", "--others", "--exclude-standard"));
    files.removeAll(Set.copyOf(list(folder, "--deleted")));
    return files;
  }

  private List<String> list(TreePath folder, String... kinds)
      throws StepException, InterruptedException {
    List<String> options = new ArrayList<>(List.of(kinds));
    options.addAll(List.of("-z", "--"));
    String[] places = folder.isRoot() ? new String[0] : new String[] {folder.text()};
    GitCall listing = call(command("ls-files", options, places));
    return listed("list the files", listing, StandardCharsets.UTF_8).toList();
  }

  /** The files in the tree, as agents read and write them. */
  TreeFiles files() {
    return new TreeFiles(tree, folder.resolve("writes"));
  }

  /** Whether what is staged differs from the commit that the tree is at. */
  boolean isDirty() throws StepException, InterruptedException {
    GitAnswer answer =
        git.run(
            call(
                "diff",
                "--cached",
                "--quiet",
                "--no-ext-diff",
                "--ignore-submodules=dirty",
                base(head().orElse(null)),
                "--"));
    if (answer.exit() > 1) {
      throw failed("compare", answer);
    }
    return answer.exit() == 1;
  }

  /**
   * Commits what is staged.
   *
   * @param step names who commits: the same makes one commit, however often it is tried
   * @return the commit; empty when there is nothing to commit
   */
  Optional<String> commit(String step, String message, CommitAuthor author, Instant at)
      throws StepException, InterruptedException {
    String mark = "refs/stitch/steps/" + step;
    Optional<String> earlier = commit(mark);
    if (earlier.isPresent() || !isDirty()) {
      return earlier;
    }
    Optional<String> parent = head();
    String content = ask("write the tree", call("write-tree"));
    List<String> arguments = new ArrayList<>(List.of("commit-tree", "--no-gpg-sign"));
    parent.ifPresent(id -> arguments.addAll(List.of("-p", id)));
    arguments.addAll(List.of("-F", "-", content));
    GitCall commit =
        call(arguments.toArray(String[]::new))
            .reading(ByteString.encodeUtf8(message))
            .with(author.environment(at));
    String id = ask("commit", commit);
    String updates =
        "update HEAD\0"
            + id
            + "\0"
            + parent.orElse("")
            + "\0"
            + "create "
            + mark
            + "\0"
            + id
            + "\0";
    ask(
        "move the branch",
        call("update-ref", "--stdin", "-z").reading(ByteString.encodeUtf8(updates)));
    return Optional.of(id);
  }

  /** The commit before another; empty for a first one. */
  Optional<String> parent(String id) throws StepException, InterruptedException {
    return commit(id + "^");
  }

  /**
   * The newest commits that one has and another has not.
   *
   * @param before null for all
   */
  List<Commit> commits(@Nullable String before, String after)
      throws StepException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "log", "-z", "--max-count=" + MOST_COMMITS, "--format=" + Commit.FORMAT, after));
    if (before != null) {
      arguments.add("^" + before);
    }
    arguments.add("--");
    return Commit.read(ask("list the commits", call(arguments.toArray(String[]::new))));
  }

  /**
   * What is between two states.
   *
   * @param before a commit; null for nothing
   * @param after a commit; null for what is staged
   */
  Changes changes(@Nullable String before, @Nullable String after)
      throws StepException, InterruptedException {
    String listing =
        ask("compare", diff(before, after, "-z", "--raw", "--numstat").keeping(MOST_LISTING));
    GitAnswer patch = git.run(diff(before, after, "--patch").keeping(MOST_PATCH));
    if (!patch.good()) {
      throw GitFailure.of("compare", patch, folder);
    }
    return Changes.read(listing).with(patch.text(), patch.cut());
  }

  private GitCall diff(@Nullable String before, @Nullable String after, String... formats)
      throws StepException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "diff",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--no-relative",
                "--find-renames",
                "-l1000",
                "--ignore-submodules=dirty",
                "--src-prefix=a/",
                "--dst-prefix=b/"));
    arguments.addAll(List.of(formats));
    if (after == null) {
      arguments.add("--cached");
    }
    arguments.add(base(before));
    if (after != null) {
      arguments.add(after);
    }
    arguments.add("--");
    return call(arguments.toArray(String[]::new));
  }

  /** A commit, or the tree of a repository that has none. */
  private String base(@Nullable String commit) throws StepException, InterruptedException {
    return commit != null
        ? commit
        : ask("compare with nothing", call("hash-object", "-t", "tree", "--stdin"));
  }

  /**
   * Gives a commit to the remote as its branch of that name; never over what the remote has
   * besides.
   *
   * @return why the remote does not have it now; empty when it does
   */
  Optional<StepException> push(GitRemotes.Access remote, String commit, BranchName branch)
      throws StepException, InterruptedException {
    List<String> options = new ArrayList<>(remote.pushing());
    options.addAll(
        List.of(
            "--porcelain",
            "--no-verify",
            "--no-signed",
            "--no-follow-tags",
            "--recurse-submodules=no"));
    String refspec = commit + ":" + branch.ref();
    GitAnswer answer =
        remote.run(git, call(command("push", options, "--", remote.address(), refspec)));
    return answer.good() ? Optional.empty() : Optional.of(failed("push", answer));
  }

  /** Whether the remote's branch has a commit, as far as was fetched. */
  boolean remoteHas(BranchName branch, String commit) throws StepException, InterruptedException {
    return git.run(call("merge-base", "--is-ancestor", commit, REMOTE + branch.text())).good();
  }

  private StepException failed(String act, GitAnswer answer) {
    return GitFailure.of(act, answer, folder);
  }

  private String ask(String act, GitCall call) throws StepException, InterruptedException {
    return good(act, git.run(call)).line();
  }

  private GitAnswer good(String act, GitAnswer answer) throws StepException {
    if (!answer.good()) {
      throw failed(act, answer);
    }
    if (answer.cut()) {
      throw new StepException(
          FailureCode.REJECTED, "git could not " + act + ": the repository is too large for that.");
    }
    return answer;
  }

  private static String[] command(String name, List<String> options, String... arguments) {
    return Stream.of(Stream.of(name), options.stream(), Stream.of(arguments))
        .flatMap(parts -> parts)
        .toArray(String[]::new);
  }

  /** Said outright where the repository is: git looks for none, and its process tells it. */
  private GitCall call(String... arguments) {
    return GitCall.of(
        tree, command(GitProgram.repository(gitFolder), List.of("--work-tree=" + tree), arguments));
  }
}
