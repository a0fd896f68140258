package dev.stitch.activities.batch;

/** Another worker has moved the run on, or the run is over: this slice writes nothing more. */
final class SliceLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SliceLostException() {
    super("another worker has moved the run on, or it is over", null, false, false);
  }
}
