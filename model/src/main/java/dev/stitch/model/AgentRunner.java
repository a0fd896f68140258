package dev.stitch.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What carries the turns of an agent out. */
public enum AgentRunner {
  /** Each turn and each tool call is an activity of ours. */
  SDK("sdk"),
  /** The {@code claude} program works on the task; its turns and calls wait for the run's word. */
  CLAUDE_CODE("claude-code");

  private final String word;

  AgentRunner(String word) {
    this.word = word;
  }

  /** As clients spell it. */
  public String word() {
    return word;
  }

  public static Optional<AgentRunner> of(String word) {
    return Arrays.stream(values()).filter(runner -> runner.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AgentRunner::word).toList();
  }
}
