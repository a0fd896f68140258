package dev.stitch.cli.doctor;

import dev.stitch.activities.claudecode.ClaudeProgram;
import dev.stitch.model.StepException;
import java.util.List;
import java.util.Map;

/** The claude program, which agents with the runner {@code claude-code} need. */
final class ClaudeExamination implements Examination {

  private static final String SUBJECT = "claude";

  private final Map<String, String> environment;

  ClaudeExamination(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Finding> examine() {
    String configured = environment.getOrDefault("STITCH_CLAUDE_CLI", "");
    try {
      return List.of(
          Finding.good(SUBJECT, "the version is " + new ClaudeProgram(configured).version()));
    } catch (StepException e) {
      return List.of(
          configured.isBlank()
              ? Finding.good(
                  SUBJECT, "there is none here: agents with the runner claude-code need one")
              : Finding.bad(
                  SUBJECT,
                  String.valueOf(e.getMessage()),
                  "Have STITCH_CLAUDE_CLI name the program, or leave it out"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
