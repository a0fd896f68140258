package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.activities.http.HttpCredential;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.model.BranchName;
import dev.stitch.model.GitRemote;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git towards a server that asks for a token, over TLS as it is spoken in the world. */
@Tag("server")
class GitOverHttpsTest {

  private static final String TOKEN = "s3cret-t0ken-of-git";

  private static final BranchName WORK = new BranchName("work");

  @TempDir static Path folder;

  private static GitStand stand;
  private static HttpsGitServer server;

  @BeforeAll
  static void start() throws Exception {
    stand = new GitStand(folder);
    server = new HttpsGitServer(folder, stand.roots, "Bearer " + TOKEN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aTokenClonesAndPushesAndIsLeftNowhere() throws Exception {
    Path repository = stand.repository("shop");
    GitRemotes.Access remote = server.trusted(remote("shop", TOKEN));
    WorkingCopy copy = copy();

    copy.checkOut(WORK, null, copy.fetch(remote));
    Files.writeString(stand.tree().resolve("new.txt"), "new\n");
    String commit = stand.commit(copy, "step").orElseThrow();
    Optional<StepException> refused = copy.push(remote, commit, WORK);

    assertThat(refused).isEmpty();
    assertThat(stand.git(repository, "rev-parse", "work")).isEqualTo(commit);
    assertThat(remote.settings())
        .as("what other users of the host see")
        .noneMatch(GitOverHttpsTest::tells);
    assertThat(filesThatTell()).isEmpty();
  }

  @Test
  void whatTheServerRepeatsOfTheTokenIsNotTold() throws Exception {
    stand.repository(HttpsGitServer.READ_ONLY);
    GitRemotes.Access remote = server.trusted(remote(HttpsGitServer.READ_ONLY, TOKEN));
    WorkingCopy copy = copy();
    copy.checkOut(WORK, null, copy.fetch(remote));

    StepException refused = copy.push(remote, copy.head().orElseThrow(), WORK).orElseThrow();

    assertThat(refused).hasMessageContaining("You may not, with").hasMessageNotContaining(TOKEN);
    assertThat(filesThatTell()).isEmpty();
  }

  @Test
  void aWrongTokenAndAServerThatNobodyVouchesForAreRefused() throws Exception {
    GitRemotes.Access stranger = server.trusted(remote("any", "guessed"));
    GitRemotes.Access unknown = remote("any", TOKEN);

    assertThat(failure(stranger)).hasMessageNotContaining("guessed");
    assertThat(failure(unknown)).hasMessageContaining("certificate");
  }

  private static StepException failure(GitRemotes.Access remote) throws Exception {
    WorkingCopy copy = copy();
    return catchThrowableOfType(StepException.class, () -> copy.fetch(remote));
  }

  private static GitRemotes.Access remote(String repository, String token) throws StepException {
    GitSettings settings = new GitSettings("", "", "", "");
    return new GitRemotes(settings, new OutboundGuard("localhost"))
        .open(
            "repo",
            GitRemote.parse("repo", server.url(repository)),
            Optional.of(credential(token)));
  }

  private static HttpCredential credential(String token) {
    String value = "Bearer " + token;
    return new HttpCredential("Authorization", value, List.of("localhost"), List.of(value, token));
  }

  private static WorkingCopy copy() throws Exception {
    return WorkingCopy.make(new GitProgram(() -> {}), stand.workspace());
  }

  private static List<Path> filesThatTell() throws IOException {
    try (Stream<Path> files = Files.walk(stand.workspace())) {
      return files.filter(Files::isRegularFile).filter(GitOverHttpsTest::fileTells).toList();
    }
  }

  private static boolean fileTells(Path file) {
    try {
      return tells(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tells(String text) {
    return text.contains(TOKEN);
  }
}
