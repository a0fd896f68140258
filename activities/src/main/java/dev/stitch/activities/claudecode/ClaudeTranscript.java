package dev.stitch.activities.claudecode;

import java.nio.charset.StandardCharsets;

/**
 * What the program has written of a conversation so far, by whole lines. It writes in pieces, and
 * moments after what the pieces tell of has happened.
 */
public record ClaudeTranscript(String lines) {

  /** Of what a file holds while the program may be writing to it. */
  public static ClaudeTranscript of(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return new ClaudeTranscript(text.substring(0, text.lastIndexOf('\n') + 1));
  }

  public byte[] bytes() {
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether the program would go on from it. What comes before the first message, such as that it
   * waits to be taken up, is no conversation to it, and it ends at once.
   */
  public boolean isResumable() {
    return lines.contains("\"type\":\"user\"");
  }

  /** Whether it knows of something by its id. */
  public boolean knows(String id) {
    return lines.contains('"' + id + '"');
  }

  /** Whether it has the result of a call, and not the call alone. */
  public boolean knowsResult(String toolUseId) {
    return lines.contains("\"tool_use_id\":\"" + toolUseId + '"');
  }
}
