package dev.stitch.store.agent;

import java.util.Locale;

/** Who speaks in a message of a session. */
public enum MessageRole {
  /** A person. */
  USER,
  /** The model. */
  ASSISTANT,
  /** Tools, with what came of their calls. */
  TOOL,
  /** Stitch, to the model. */
  SYSTEM;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
