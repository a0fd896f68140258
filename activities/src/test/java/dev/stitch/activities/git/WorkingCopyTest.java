package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stitch.model.BranchName;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCopyTest {

  private static final BranchName WORK = new BranchName("work");

  @TempDir Path folder;

  private GitStand stand;

  @BeforeEach
  void start() throws IOException {
    stand = new GitStand(folder);
  }

  @Test
  void whatWasChangedIsCommittedAndToldByFile() throws Exception {
    Path remote = stand.repository("remote");
    stand.commit(remote, "old name.txt", "one\ntwo\nthree\nfour\n");
    stand.commit(remote, "gone.txt", "gone\n");
    WorkingCopy copy = stand.cloned(remote);
    String before = copy.head().orElseThrow();
    Path tree = stand.tree();
    Files.move(tree.resolve("old name.txt"), tree.resolve("new\tname ü.txt"));
    Files.delete(tree.resolve("gone.txt"));
    Files.writeString(tree.resolve("README.md"), "Hello\nWorld\ndiff --git a/x b/x\n");
    Files.write(tree.resolve("image.bin"), new byte[] {0, 1, 2, 0});

    String commit = stand.commit(copy, "step").orElseThrow();

    assertThat(copy.branch()).contains("work");
    assertThat(copy.head()).contains(commit);
    assertThat(copy.isDirty()).isFalse();
    assertThat(copy.commits(before, commit))
        .extracting(Commit::id, Commit::author, Commit::subject)
        .containsExactly(tuple(commit, "Stitch", "Change"));
    Changes changes = copy.changes(before, commit);
    assertThat(changes.files())
        .extracting(
            ChangedFile::path,
            ChangedFile::oldPath,
            ChangedFile::status,
            ChangedFile::insertions,
            ChangedFile::deletions,
            ChangedFile::binary)
        .containsExactlyInAnyOrder(
            tuple("README.md", null, "modified", 2, 0, false),
            tuple("gone.txt", null, "deleted", 0, 1, false),
            tuple("image.bin", null, "added", 0, 0, true),
            tuple("new\tname ü.txt", "old name.txt", "renamed", 0, 0, false));
    assertThat(List.of(changes.filesChanged(), changes.insertions(), changes.deletions()))
        .containsExactly(4, 2, 1);
    assertThat(changes.truncated()).isFalse();
    assertThat(changes.files())
        .filteredOn(file -> file.path().equals("README.md"))
        .allMatch(file -> file.patch().contains("+World\n+diff --git a/x b/x\n"));
  }

  @Test
  void anEmptyRepositoryTakesItsFirstCommit() throws Exception {
    Path remote = stand.empty("remote");
    WorkingCopy copy = stand.cloned(remote);
    assertThat(copy.head()).isEmpty();
    assertThat(copy.branch()).contains("work");
    assertThat(stand.commit(copy, "nothing")).isEmpty();

    Files.writeString(stand.tree().resolve("a.txt"), "a\n");
    copy.stage();
    assertThat(copy.isDirty()).isTrue();
    assertThat(copy.changes(null, null).insertions()).isOne();
    String commit = stand.commit(copy, "first").orElseThrow();

    assertThat(copy.parent(commit)).isEmpty();
    assertThat(copy.commits(null, commit)).hasSize(1);
    assertThat(copy.changes(null, commit).filesChanged()).isOne();
    assertThat(copy.push(stand.access(remote), commit, WORK)).isEmpty();
    assertThat(stand.git(remote, "rev-parse", "work")).isEqualTo(commit);
  }

  @Test
  void aRepositoryWhoseHeadIsDetachedIsClonedWhereThatIs() throws Exception {
    Path remote = stand.repository("remote");
    stand.git(remote, "checkout", "-q", "--detach");
    stand.commit(remote, "a.txt", "a\n");
    String detached = stand.git(remote, "rev-parse", "HEAD");

    assertThat(stand.cloned(remote).head()).contains(detached);
  }

  @Test
  void aDetachedTreeHasNoBranchAndCommitsAllTheSame() throws Exception {
    WorkingCopy copy = stand.cloned(stand.repository("remote"));
    String head = copy.head().orElseThrow();
    Files.writeString(stand.workspace().resolve("git/HEAD"), head + "\n");
    Files.writeString(stand.tree().resolve("a.txt"), "a\n");

    String commit = stand.commit(copy, "step").orElseThrow();

    assertThat(copy.branch()).isEmpty();
    assertThat(copy.head()).contains(commit);
    assertThat(copy.parent(commit)).contains(head);
  }

  @Test
  void filesThatAreHugeManyOrInNoEncodingAreToldInBounds() throws Exception {
    WorkingCopy copy = stand.cloned(stand.repository("remote"));
    String before = copy.head().orElseThrow();
    Path tree = stand.tree();
    Files.writeString(tree.resolve("long.txt"), "a long line of text\n".repeat(100_000));
    Files.write(tree.resolve("latin.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(tree.resolve("zz.txt"), "last\n");
    for (int i = 0; i < Changes.MOST_FILES; i++) {
      Files.writeString(tree.resolve("n" + i), "");
    }
    stand.plumb(copy, "zz\u00ff");

    Changes changes = copy.changes(before, null);

    assertThat(changes.filesChanged()).isEqualTo(Changes.MOST_FILES + 4);
    assertThat(changes.files()).hasSize(Changes.MOST_FILES);
    assertThat(changes.insertions()).isEqualTo(100_000 + 2);
    assertThat(changes.truncated()).isTrue();
    assertThat(changes.patches()).allMatch(patch -> patch.length() <= Changes.MOST_PATCH);
    assertThat(changes.files())
        .filteredOn(file -> file.path().equals("latin.txt"))
        .allMatch(file -> file.patch().contains("caf\ufffd"));
  }

  @Test
  void oneStepMakesOneCommitHoweverOftenItIsTried() throws Exception {
    WorkingCopy copy = stand.cloned(stand.repository("remote"));
    Files.writeString(stand.tree().resolve("a.txt"), "a\n");
    Optional<String> first = stand.commit(copy, "step");
    Files.writeString(stand.tree().resolve("b.txt"), "b\n");

    assertThat(stand.commit(copy, "step")).isEqualTo(first);
    assertThat(stand.commit(copy, "other")).isNotEqualTo(first);
    assertThat(stand.commit(copy, "nothing more")).isEmpty();
  }

  @Test
  void aPushNeverOverwritesWhatOthersPushed() throws Exception {
    Path remote = stand.repository("remote");
    WorkingCopy copy = stand.cloned(remote);
    Files.writeString(stand.tree().resolve("a.txt"), "a\n");
    String mine = stand.commit(copy, "step").orElseThrow();
    stand.git(remote, "checkout", "-q", "-b", "work");
    stand.commit(remote, "b.txt", "b\n");

    StepException refused = copy.push(stand.access(remote), mine, WORK).orElseThrow();

    assertThat(refused.code()).isEqualTo(FailureCode.REJECTED);
    assertThat(refused).hasMessageContaining("rejected");
    copy.fetch(stand.access(remote));
    assertThat(copy.remoteHas(WORK, mine)).isFalse();
    assertThat(copy.remoteHas(WORK, stand.git(remote, "rev-parse", "work"))).isTrue();
  }

  @Test
  void aBranchGoesOnWhereItIsHereElseThereElseAtItsBase() throws Exception {
    Path remote = stand.repository("remote");
    stand.git(remote, "checkout", "-q", "-b", "theirs");
    stand.commit(remote, "a.txt", "a\n");
    String theirs = stand.git(remote, "rev-parse", "HEAD");
    stand.git(remote, "checkout", "-q", "main");
    WorkingCopy copy = stand.cloned(remote);
    String main = copy.head().orElseThrow();

    copy.checkOut(new BranchName("theirs"), null, Optional.empty());
    assertThat(copy.head()).contains(theirs);
    copy.checkOut(new BranchName("new"), new BranchName("theirs"), Optional.empty());
    assertThat(copy.head()).contains(theirs);
    copy.checkOut(WORK, null, Optional.empty());
    assertThat(copy.head()).contains(main);
    StepException refused =
        catchThrowableOfType(
            StepException.class,
            () ->
                copy.checkOut(
                    new BranchName("newer"), new BranchName("missing"), Optional.empty()));
    assertThat(refused).hasMessageContaining("\"baseBranch\"");
  }

  @Test
  void whatAKilledGitHasLockedIsSetFree() throws Exception {
    stand.cloned(stand.repository("remote"));
    for (String lock : List.of("index.lock", "HEAD.lock", "refs/heads/work.lock")) {
      Files.writeString(stand.workspace().resolve("git").resolve(lock), "");
    }
    Files.writeString(stand.tree().resolve("a.txt"), "a\n");

    assertThat(stand.commit(stand.opened(), "step")).isPresent();
  }

  @Test
  void whoNoLongerWaitsEndsGitAndWhatItStarted() throws Exception {
    Path pid = folder.resolve("pid");
    GitCall endless =
        GitCall.of(folder, "endless")
            .set(List.of("alias.endless=!echo $$ > " + pid + "; sleep 600 & wait"));
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread step =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    new GitProgram(() -> {}).run(endless);
                  } catch (StepException | InterruptedException e) {
                    ended.set(e);
                  }
                });
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    step.interrupt();
    step.join(TimeUnit.SECONDS.toMillis(20));

    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    child.onExit().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWorkspaceIsDeletedWithTheGitThatAKilledWorkerLeftInIt() throws Exception {
    stand.cloned(stand.repository("remote"));
    Process left =
        new ProcessBuilder(
                "git",
                GitProgram.repository(stand.workspace().resolve("git")),
                "cat-file",
                "--batch")
            .start();

    WorkingCopy.delete(stand.workspace());

    assertThat(left.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(stand.workspace()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "could not read Username for 'https://git.example': terminal prompts disabled | REJECTED |"
            + " \"connection\"",
        "unable to access: Failed to connect to git.example port 443 | UNAVAILABLE | port 443",
        "unable to access: The requested URL returned error: 503 | UNAVAILABLE | 503",
        "unable to access: The requested URL returned error: 403 | REJECTED | 403",
        "bad object in /a/b/tree | REJECTED | workspace/tree"
      })
  void whatGitSaysTellsWhetherAnotherAttemptMayHelp(String said, FailureCode code, String told) {
    StepException failure =
        GitFailure.of("fetch", new GitAnswer(128, ByteString.EMPTY, false, said), Path.of("/a/b"));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure).hasMessageContaining(told);
  }

  @Test
  void gitSeesNothingOfTheWorkersEnvironment() throws Exception {
    GitAnswer answer =
        new GitProgram(() -> {})
            .run(
                GitCall.of(folder, "shown")
                    .set(List.of("alias.shown=!env"))
                    .with(Map.of("A", "b")));

    assertThat(answer.text().lines())
        .contains("A=b", "HOME=/nonexistent")
        .allMatch(line -> line.matches("(A|HOME|LC_ALL|PATH|PWD|OLDPWD|SHLVL|_|GIT_[A-Z_]+)=.*"));
  }
}
