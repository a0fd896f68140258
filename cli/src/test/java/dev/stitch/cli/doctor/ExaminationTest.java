package dev.stitch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.cli.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {

  /** Nothing can listen on it. */
  private static final String NOWHERE = "127.0.0.1:1";

  @Test
  void withoutAnythingNamedThereIsNothingWrong() {
    Setup setup = setup(Map.of());

    assertThat(new DatabaseExamination(setup).examine())
        .extracting(Finding::level)
        .containsExactly(Level.NOTABLE);
    assertThat(new TemporalExamination(setup).examine())
        .extracting(Finding::level)
        .containsExactly(Level.NOTABLE);
    assertThat(new MailExamination(Map.of()).examine())
        .extracting(Finding::level)
        .containsExactly(Level.GOOD);
    assertThat(new MailFolderExamination(Map.of()).examine())
        .extracting(Finding::level)
        .containsExactly(Level.GOOD);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() {
    Setup setup =
        setup(Map.of("STITCH_DATABASE_URL", "postgres://anna:s3cret@" + NOWHERE + "/crm"));

    assertBad(new DatabaseExamination(setup).examine(), NOWHERE);
  }

  @Test
  void aMalformedDatabaseUrlIsAFinding() {
    assertBad(
        new DatabaseExamination(setup(Map.of("STITCH_DATABASE_URL", "mysql://s3cret"))).examine(),
        "postgres://");
  }

  @Test
  void aTemporalServerThatDoesNotAnswerIsNamed() {
    assertBad(
        new TemporalExamination(setup(Map.of("TEMPORAL_ADDRESS", NOWHERE))).examine(), NOWHERE);
  }

  @Test
  void aMailServerThatDoesNotAnswerIsNamedWithoutItsPassword() {
    assertBad(
        new MailExamination(Map.of("STITCH_SMTP_URL", "smtp://anna:s3cret@" + NOWHERE)).examine(),
        NOWHERE);
  }

  @Test
  void aMailFolderThatCannotBeOpenedIsNamedWithoutItsPassword() {
    assertBad(
        new MailFolderExamination(Map.of("STITCH_IMAP_URL", "imap://anna:s3cret@" + NOWHERE))
            .examine(),
        NOWHERE);
  }

  @Test
  void aClaudeThatIsNoProgramIsWrongAndOneThatIsSaysItsVersion(@TempDir Path folder)
      throws IOException {
    assertBad(
        new ClaudeExamination(Map.of("STITCH_CLAUDE_CLI", "/nowhere/claude")).examine(),
        "/nowhere/claude");

    Path program = Files.writeString(folder.resolve("claude"), "#!/bin/sh\necho 9.9.9\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(new ClaudeExamination(Map.of("STITCH_CLAUDE_CLI", program.toString())).examine())
        .containsExactly(Finding.good("claude", "the version is 9.9.9"));
  }

  private static Setup setup(Map<String, String> environment) {
    return new Setup(environment, Optional.empty());
  }

  private static void assertBad(List<Finding> findings, String part) {
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.BAD);
              assertThat(finding.text()).contains(part).doesNotContain("s3cret");
              assertThat(finding.remedy()).isNotEmpty();
            });
  }
}
