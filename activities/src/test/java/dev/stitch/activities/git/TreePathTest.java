package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.model.StepException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No path that an agent names leads out of its workspace, or to what is git's. */
class TreePathTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "README.md,README.md",
    "./src//main/a.txt,src/main/a.txt",
    "src/,src",
    ".,''",
    "'',''",
    ".gitignore,.gitignore",
    ".github/workflows/ci.yml,.github/workflows/ci.yml",
    "a..b/c...d,a..b/c...d",
    "git~x,git~x",
    "-rf,-rf",
    "ä/日本.txt,ä/日本.txt",
  })
  void aPathIsReadAsItIsMeant(String given, String read) throws StepException {
    assertThat(TreePath.of(given).text()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "..",
        "../outside",
        "src/../../outside",
        "src\\..\\..\\outside",
        ".git",
        ".git/config",
        "inner/.git/hooks/pre-commit",
        ".GIT/config",
        ".Git",
        ".git.",
        ".git /config",
        ".git. . /config",
        ".git::$INDEX_ALLOCATION/config",
        ".git. :x",
        ".g\u200cit/config",
        "\ufeff.git/config",
        "git~1/config",
        "GIT~12",
        "a\nb",
        "a\0b",
      })
  void whatLeadsElsewhereIsRefused(String given) {
    StepException refused = catchThrowableOfType(StepException.class, () -> TreePath.of(given));

    assertThat(refused).hasMessageStartingWith("path: ");
    assertThat(refused.code().retryable()).isFalse();
  }

  @Test
  void aNameThatNoFileSystemTakesIsRefused() {
    assertThat(catchThrowableOfType(StepException.class, () -> TreePath.of("a/" + "ä".repeat(128))))
        .hasMessageContaining("255 bytes");
  }

  @Test
  void noLinkIsFollowedWhoeverMadeIt() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.createSymbolicLink(tree.resolve("way"), outside);
    Files.createSymbolicLink(tree.resolve("nowhere"), folder.resolve("none"));

    for (String path : new String[] {"way", "way/secret.txt", "nowhere"}) {
      assertThat(catchThrowableOfType(StepException.class, () -> TreePath.of(path).below(tree)))
          .as(path)
          .hasMessageContaining("symbolic link");
    }
    assertThat(TreePath.of("none/yet").below(tree)).isEqualTo(tree.resolve("none/yet"));
  }
}
