package dev.stitch.machine;

import java.util.Objects;
import java.util.Optional;

/** Why an act was refused; leaves no trace but this answer. */
public record Refusal(Code code, String message) {

  /** What kind of refusal; the API maps it to a status. */
  public enum Code {
    /** The journey or run has ended. */
    CLOSED,
    /** The state does not allow it. */
    WRONG_STATE,
    /** It names something that is not there. */
    NOT_FOUND,
    /** It names something that is there but cannot be meant. */
    INVALID
  }

  public Refusal {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  static Optional<Refusal> of(Code code, String message) {
    return Optional.of(new Refusal(code, message));
  }
}
