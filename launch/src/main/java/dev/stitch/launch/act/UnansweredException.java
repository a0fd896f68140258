package dev.stitch.launch.act;

/**
 * No worker has answered an act in time, or none that knows it. Whether it was done is not known;
 * sent again under its id, it is done once.
 */
public final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    // No stack trace: it is an answer, not a defect.
    super(message, null, false, false);
  }
}
