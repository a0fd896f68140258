package dev.stitch.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step could not be carried out; the code says whose fault it is and whether to try again. */
public class StepException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final @Nullable Duration retryAfter;

  public StepException(FailureCode code, String message) {
    this(code, message, (Throwable) null);
  }

  public StepException(FailureCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = null;
  }

  /**
   * @param retryAfter how long the other side asks to be left alone
   */
  public StepException(FailureCode code, String message, Duration retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  public FailureCode code() {
    return code;
  }

  /** How long the other side asks to be left alone before another attempt, if it does. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
