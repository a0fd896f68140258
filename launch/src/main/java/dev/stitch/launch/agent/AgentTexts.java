package dev.stitch.launch.agent;

import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.Texts;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Texts that people give agents and their sessions. */
public final class AgentTexts {

  /** Longest task and message, in characters. */
  public static final int MAX_TEXT = 100_000;

  /** Longest name, in characters. */
  public static final int MAX_NAME = 200;

  private AgentTexts() {}

  /**
   * Without white space around it.
   *
   * @throws Refusal naming the field when nothing is left, or too much
   */
  public static String required(String pointer, @Nullable String given, int most) {
    String text = optional(pointer, given, most);
    if (text == null) {
      throw Refusal.invalid(pointer, "is required");
    }
    return text;
  }

  /** As {@link #required}, and null when nothing is left. */
  static @Nullable String optional(String pointer, @Nullable String given, int most) {
    String text = Texts.trimmed(given);
    if (text != null && text.length() > most) {
      throw Refusal.invalid(pointer, "must have at most " + most + " characters");
    }
    return text;
  }

  /** Why a session takes nothing more, and what to do. */
  public static String closed(UUID sessionId) {
    return "Session %s is closed: reopen it first, by POST /api/sessions/%s/reopen."
        .formatted(sessionId, sessionId);
  }
}
