package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.model.BranchName;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Repositories made by git itself, as strangers would, and working copies of them. */
public final class GitStand {

  static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final Path folder;
  public final Path roots;

  /** What a program writes that should not have run. */
  final Path marker;

  public GitStand(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.roots = Files.createDirectories(this.folder.resolve("roots"));
    this.marker = this.folder.resolve("ran");
  }

  /** A command that leaves the marker, whatever it is given. */
  String trap() {
    return "touch " + marker + "; cat";
  }

  void assertNothingRan() {
    assertThat(marker).doesNotExist();
  }

  /** A repository with one file, and a branch {@code main}. */
  public Path repository(String name) throws IOException, InterruptedException {
    Path repository = empty(name);
    commit(repository, "README.md", "Hello\n");
    return repository;
  }

  Path empty(String name) throws IOException, InterruptedException {
    Path repository = Files.createDirectories(roots.resolve(name));
    git(repository, "init", "-q", "-b", "main");
    git(repository, "config", "receive.denyCurrentBranch", "ignore");
    return repository;
  }

  public void commit(Path repository, String file, String text)
      throws IOException, InterruptedException {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", "Write " + file);
  }

  /** Runs git as whoever owns a repository, who is not as careful as we are. */
  public String git(Path repository, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Owner", "-c", "user.email=owner@example.com"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
    return said.strip();
  }

  GitRemotes remotes() {
    return new GitRemotes(
        new GitSettings(roots.toString(), "", "", ""), new OutboundGuard("git.example"));
  }

  GitRemotes.Access access(Path repository) throws StepException {
    return remotes().open("repo", GitRemote.parse("repo", repository.toString()), Optional.empty());
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  Path tree() {
    return workspace().resolve("tree");
  }

  /** A working copy of a repository, at a branch of its own. */
  WorkingCopy cloned(Path repository) throws Exception {
    WorkingCopy copy = WorkingCopy.make(new GitProgram(() -> {}), workspace());
    copy.checkOut(new BranchName("work"), null, copy.fetch(access(repository)));
    return copy;
  }

  WorkingCopy opened() throws Exception {
    return WorkingCopy.open(new GitProgram(() -> {}), workspace());
  }

  /** Stages all, and a file whose name is in no encoding. */
  void plumb(WorkingCopy copy, String latinName) throws Exception {
    copy.stage();
    String inside = workspace().resolve("git").toString();
    String blob = git(tree(), "--git-dir=" + inside, "hash-object", "-w", "--stdin");
    Process index =
        new ProcessBuilder("git", "--git-dir=" + inside, "update-index", "-z", "--index-info")
            .start();
    try (var input = index.getOutputStream()) {
      input.write(
          ("100644 " + blob + "\t" + latinName + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(index.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  Optional<String> commit(WorkingCopy copy, String step) throws Exception {
    copy.stage();
    return copy.commit(step, "Change", CommitAuthor.STITCH, NOW);
  }
}
