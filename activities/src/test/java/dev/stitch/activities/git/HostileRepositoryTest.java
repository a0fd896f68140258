package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.model.BranchName;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that tries to run programs, or to reach out of its workspace, does neither. */
class HostileRepositoryTest {

  private static final List<String> HOOKS =
      List.of(
          "post-checkout",
          "pre-commit",
          "commit-msg",
          "post-commit",
          "post-index-change",
          "reference-transaction",
          "fsmonitor-watchman",
          "pre-push",
          "pre-receive",
          "update",
          "proc-receive",
          "post-receive",
          "post-update",
          "push-to-checkout");

  @TempDir Path folder;

  private GitStand stand;

  @BeforeEach
  void start() throws IOException {
    stand = new GitStand(folder);
  }

  @Test
  void theTrapsOfTheseTestsWorkOnAGitThatIsNotCareful() throws Exception {
    Path repository = stand.repository("careless");
    settings(repository.resolve(".git"), Files.createDirectories(folder.resolve("hooks")));

    stand.git(repository, "status");

    assertThat(stand.marker).exists();
  }

  @Test
  void whatARemoteIsConfiguredWithRunsNothing() throws Exception {
    Path remote = stand.repository("remote");
    // A shell would take the names of these for more arguments.
    stand.commit(remote, "safe.directory=a", "");
    stand.commit(remote, "safe.directory=b", "");
    hooks(remote.resolve(".git/hooks"));
    hooks(remote.resolve("other"));
    settings(remote.resolve(".git"), remote.resolve("other"));

    workAndPush(remote);

    stand.assertNothingRan();
    assertThat(
            stand.git(
                remote.resolve(".git"),
                "-c",
                "core.hooksPath=/dev/null",
                "log",
                "-1",
                "--format=%s",
                "work"))
        .isEqualTo("Change");
  }

  @Test
  void whatAWorkspaceIsConfiguredWithRunsNothing() throws Exception {
    Path remote = stand.repository("remote");
    stand.commit(remote, ".gitattributes", "* filter=trap diff=trap merge=trap\n");
    stand.cloned(remote);
    Path inside = stand.workspace().resolve("git");
    hooks(inside.resolve("hooks"));
    settings(inside, inside.resolve("hooks"));
    Files.createDirectories(inside.resolve("info"));
    Files.writeString(inside.resolve("info/attributes"), "* filter=trap diff=trap\n");

    work(stand.opened(), remote);

    stand.assertNothingRan();
  }

  @Test
  void aRepositoryInsideOfTheTreeRunsNothing() throws Exception {
    Path remote = stand.repository("remote");
    WorkingCopy copy = stand.cloned(remote);
    Path inner = Files.createDirectories(stand.tree().resolve("inner"));
    stand.git(inner, "init", "-q");
    stand.commit(inner, "a.txt", "a\n");
    stand.commit(copy, "first");
    Files.writeString(inner.resolve("a.txt"), "b\n");
    Files.writeString(inner.resolve(".gitattributes"), "* filter=trap diff=trap\n");
    hooks(inner.resolve(".git/hooks"));
    settings(inner.resolve(".git"), inner.resolve(".git/hooks"));

    work(stand.opened(), remote);

    stand.assertNothingRan();
  }

  @Test
  void aTreeThatSaysItIsARepositoryElsewhereIsNotBelieved() throws Exception {
    Path remote = stand.repository("remote");
    stand.cloned(remote);
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    stand.git(elsewhere, "init", "-q");
    settings(elsewhere.resolve(".git"), elsewhere);
    Files.writeString(stand.tree().resolve(".git"), "gitdir: " + elsewhere.resolve(".git") + "\n");

    work(stand.opened(), remote);

    stand.assertNothingRan();
    assertThat(Files.readString(stand.workspace().resolve("git/HEAD")))
        .contains("refs/heads/other");
  }

  @Test
  void linksLeadNowhere() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path remote = stand.repository("remote");
    Files.createSymbolicLink(remote.resolve("link"), secret);
    Files.createSymbolicLink(remote.resolve("up"), Path.of(".."));
    stand.git(remote, "add", "-A");
    stand.git(remote, "commit", "-q", "-m", "Links");

    WorkingCopy copy = stand.cloned(remote);
    assertThat(Files.isSymbolicLink(stand.tree().resolve("link"))).isFalse();
    assertThat(Files.readString(stand.tree().resolve("link"))).isEqualTo(secret.toString());

    Files.createSymbolicLink(stand.tree().resolve("mine"), folder);
    Files.createSymbolicLink(stand.tree().resolve("file"), secret);
    copy.stage();
    assertThat(copy.changes(copy.head().orElseThrow(), null).patches())
        .noneMatch(patch -> patch.lines().anyMatch(line -> line.equals("+secret")));
    Folders.delete(stand.workspace());
    assertThat(secret).hasContent("secret");
  }

  @Test
  void submodulesAreNamedAndNeverAsked() throws Exception {
    Path remote = stand.repository("remote");
    String commit = stand.git(remote, "rev-parse", "HEAD");
    Files.writeString(
        remote.resolve(".gitmodules"),
        """
        [submodule "sub"]
        \tpath = sub
        \turl = ext::touch %s
        \tupdate = !touch %s
        \tfetchRecurseSubmodules = true
        [submodule "-dash"]
        \tpath = dash
        \turl = -u./payload
        """
            .formatted(stand.marker, stand.marker));
    stand.git(remote, "add", "-A");
    stand.git(remote, "update-index", "--add", "--cacheinfo", "160000," + commit + ",sub");
    stand.git(remote, "commit", "-q", "-m", "Submodule");

    WorkingCopy copy = stand.cloned(remote);
    Changes changes = copy.changes(commit, copy.head().orElseThrow());

    stand.assertNothingRan();
    assertThat(changes.files()).extracting(ChangedFile::path).containsExactly(".gitmodules", "sub");
    assertThat(stand.tree().resolve("sub")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".GIT", ".git ", "git~1", ".g\u200cit", ".."})
  void aTreeThatWouldWriteIntoGitsOwnFilesIsNotCheckedOut(String name) throws Exception {
    Path remote = stand.repository("remote");
    String blob = stand.git(remote, "hash-object", "-w", "README.md");
    String inner = mktree(remote, "100755 blob " + blob + "\tpost-checkout\n");
    String tree = mktree(remote, "040000 tree " + inner + "\t" + name + "\n");
    String commit = stand.git(remote, "commit-tree", "-m", "Hostile", tree);
    stand.git(remote, "update-ref", "refs/heads/main", commit);

    StepException refused = catchThrowableOfType(StepException.class, () -> stand.cloned(remote));

    assertThat(refused.code()).isEqualTo(FailureCode.REJECTED);
    assertThat(refused).hasMessageNotContaining(folder.toString());
    assertThat(stand.workspace().resolve("git/post-checkout")).doesNotExist();
    assertThat(stand.workspace().resolve("post-checkout")).doesNotExist();
  }

  private static String mktree(Path repository, String lines) throws Exception {
    Process process = new ProcessBuilder("git", "mktree").directory(repository.toFile()).start();
    try (var input = process.getOutputStream()) {
      input.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-u./payload",
        "--upload-pack=touch",
        "ext::sh -c touch% /tmp/x",
        "fd::17",
        "file:///etc",
        "http://git.example/a.git",
        "git://git.example/a.git",
        "ftp://git.example/a.git",
        "https://user:token@git.example/a.git",
        "https://token@git.example/a.git",
        "https://us%40er:to/ken@git.example/a.git",
        "https://git.example",
        "https://git.example/a.git?x=1",
        "https://git.example/a.git#x",
        "https://-git.example/a.git",
        "https://git.example/a b.git",
        "https://git.example/a\n.git",
        "ssh://-oProxyCommand=touch/a",
        "ssh://user:password@git.example/a.git",
        "ssh://git@-git.example/a.git",
        "ssh://git@git.example/a;touch x",
        "-git@git.example:a.git",
        "git@git.example:-a",
        "git@git.example:a$(touch x)",
        "git@git.example::a",
        "git.example:a.git",
        "relative/path",
        "../..",
        "~/repository",
        "C:\\repository"
      })
  void whatIsNoRemoteIsRefusedByItsField(String repo) {
    StepException refused =
        catchThrowableOfType(StepException.class, () -> GitRemote.parse("repo", repo));

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(refused).hasMessageContaining("\"repo\"").hasMessageNotContaining("token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/owner/name.git",
        "https://git.example:8443/~owner/name",
        "ssh://git@git.example:2222/owner/name.git",
        "ssh://git.example/name",
        "git@git.example:owner/name.git",
        "/srv/repositories/name.git"
      })
  void whatIsARemoteIsTakenAsItIs(String repo) throws Exception {
    assertThat(GitRemote.parse("repo", " " + repo).address()).isEqualTo(repo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-", "-b", "--force", "HEAD", "refs/heads/main", "a..b", "a b", "a~1", "a^", "a:b",
        "a?", "a*", "a[b", "a\\b", "a@{1}", "@", "/a", "a/", "a//b", ".a", "a/.b", "a.lock",
        "a.lock/b", "a.", "a\u0000b", "a\nb", "a;touch x", "$(touch x)"
      })
  void whatIsNoBranchIsRefusedByItsField(String name) {
    StepException refused =
        catchThrowableOfType(StepException.class, () -> BranchName.of("branch", name));

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(refused).hasMessageContaining("\"branch\"");
  }

  @Test
  void foldersOutsideOfTheRootsAreRefusedInEverySpelling() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    stand.git(outside, "init", "-q");
    Files.createSymbolicLink(stand.roots.resolve("link"), outside);
    Path pointer = Files.createDirectories(stand.roots.resolve("pointer"));
    Files.writeString(pointer.resolve(".git"), "gitdir: " + outside.resolve(".git") + "\n");
    Path linked = Files.createDirectories(stand.roots.resolve("linked"));
    Files.createSymbolicLink(linked.resolve(".git"), outside.resolve(".git"));

    for (Path path :
        List.of(
            outside,
            stand.roots.resolve("../outside"),
            stand.roots.resolve("link"),
            pointer,
            linked,
            stand.roots.resolve("missing"),
            Path.of("/"),
            Path.of("/nonexistent"))) {
      StepException refused = catchThrowableOfType(StepException.class, () -> stand.access(path));
      assertThat(refused).as(path.toString()).isNotNull();
      assertThat(refused.code()).isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
      assertThat(refused).hasMessageNotContaining("outside");
    }
  }

  @Test
  void serversOutsideOfThePublicInternetAreRefused() {
    for (String repo :
        List.of(
            "https://127.0.0.1/a.git",
            "https://169.254.169.254/latest",
            "https://localhost/a.git")) {
      StepException refused =
          catchThrowableOfType(
              StepException.class,
              () -> stand.remotes().open("repo", GitRemote.parse("repo", repo), Optional.empty()));
      assertThat(refused.code()).as(repo).isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
    }
  }

  @Test
  void sshNeedsAKeyAndKnownHostsOfTheOperator() {
    StepException refused =
        catchThrowableOfType(
            StepException.class,
            () ->
                stand
                    .remotes()
                    .open(
                        "repo", GitRemote.parse("repo", "git@localhost:a.git"), Optional.empty()));

    assertThat(refused).hasMessageContaining("STITCH_GIT_SSH_KEY");
  }

  private void workAndPush(Path remote) throws Exception {
    WorkingCopy copy = stand.cloned(remote);
    work(copy, remote);
    assertThat(copy.push(stand.access(remote), copy.head().orElseThrow(), new BranchName("work")))
        .isEmpty();
  }

  /** Everything that the steps do in a workspace. */
  private void work(WorkingCopy copy, Path remote) throws Exception {
    String before = copy.head().orElse(null);
    Files.writeString(stand.tree().resolve("new.txt"), "New\n");
    String commit = stand.commit(copy, "work").orElseThrow();
    copy.fetch(stand.access(remote));
    copy.changes(before, commit);
    copy.changes(before, null);
    copy.commits(before, commit);
    copy.checkOut(new BranchName("other"), null, Optional.empty());
  }

  private void hooks(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String hook : HOOKS) {
      Path file = Files.writeString(folder.resolve(hook), "#!/bin/sh\n" + stand.trap() + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
  }

  /** Each of these would run the trap, at one time or another. */
  private void settings(Path gitFolder, Path hooks) throws IOException {
    Path more = Files.writeString(hooks.resolve("more"), "[core]\n\tfsmonitor = " + trap() + "\n");
    Files.writeString(
        gitFolder.resolve("config"),
        """
        [core]
        \trepositoryformatversion = 0
        \tbare = false
        \thooksPath = %2$s
        \tfsmonitor = %1$s
        \tsshCommand = %1$s
        \tgitProxy = %1$s
        \tpager = %1$s
        \teditor = %1$s
        \taskPass = %1$s
        \talternateRefsCommand = %1$s
        [include]
        \tpath = %3$s
        [filter "trap"]
        \tclean = %1$s
        \tsmudge = %1$s
        \trequired = true
        [diff]
        \texternal = %1$s
        [diff "trap"]
        \ttextconv = %1$s
        \tcommand = %1$s
        [merge "trap"]
        \tdriver = %1$s
        [uploadpack]
        \tpackObjectsHook = %1$s
        [receive]
        \tdenyCurrentBranch = ignore
        [credential]
        \thelper = !%1$s
        [commit]
        \tgpgSign = true
        [gpg]
        \tprogram = %1$s
        [remote "origin"]
        \turl = ext::elsewhere
        \tuploadpack = %1$s
        \treceivepack = %1$s
        [url "ext::elsewhere "]
        \tinsteadOf = /
        \tpushInsteadOf = /
        """
            .formatted(trap(), hooks, more));
  }

  private String trap() {
    return "\"" + stand.trap() + "\"";
  }
}
