package dev.stitch.cli.stack;

/**
 * Something a person has to know and can act on; the message says what and how, and is shown
 * without a stack trace.
 */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With nothing behind it that would help. */
  public StackException(String message) {
    super(message);
  }

  /** With the cause, for the log. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
