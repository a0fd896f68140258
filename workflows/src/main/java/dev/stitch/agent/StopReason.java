package dev.stitch.agent;

import java.util.Locale;

/** Why a model stopped writing, as far as an agent tells reasons apart. */
public enum StopReason {
  END_TURN,
  STOP_SEQUENCE,
  TOOL_USE,
  /** It was cut off at the limit of tokens. */
  MAX_TOKENS,
  /** The provider's own tools take long: it goes on when it is asked again. */
  PAUSE_TURN,
  /** It declines to answer. */
  REFUSAL,
  /** The conversation has become too long for it. */
  MODEL_CONTEXT_WINDOW_EXCEEDED,
  /** A reason that this build does not know. */
  OTHER;

  /** The reason of a provider's word. */
  public static StopReason of(String word) {
    for (StopReason reason : values()) {
      if (reason != OTHER && reason.name().equals(word.toUpperCase(Locale.ROOT))) {
        return reason;
      }
    }
    return OTHER;
  }

  /** Whether what it wrote is broken off: its tool calls must not be carried out. */
  public boolean cutShort() {
    return this == MAX_TOKENS || this == MODEL_CONTEXT_WINDOW_EXCEEDED;
  }

  /** Whether its tool calls are to be carried out. */
  public boolean callsCount() {
    return switch (this) {
      case END_TURN, STOP_SEQUENCE, TOOL_USE -> true;
      case MAX_TOKENS, PAUSE_TURN, REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED, OTHER -> false;
    };
  }
}
