package dev.stitch.model;

import java.util.Objects;

/** Why a step failed, as it is kept and shown. */
public record StepFailure(FailureCode code, String message) {

  /** Longest message kept, in characters: it travels in workflow state. */
  public static final int MAX_MESSAGE = 2_000;

  public StepFailure {
    Objects.requireNonNull(code, "code");
    message = message == null ? code.name() : message;
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE - 1) + "…";
    }
  }
}
