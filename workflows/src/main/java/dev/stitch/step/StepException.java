package dev.stitch.step;

/** A step could not be carried out; the code says whose fault it is and whether to try again. */
public class StepException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  public StepException(FailureCode code, String message) {
    super(message);
    this.code = code;
  }

  public StepException(FailureCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public FailureCode code() {
    return code;
  }
}
