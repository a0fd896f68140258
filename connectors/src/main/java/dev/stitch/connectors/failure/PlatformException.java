package dev.stitch.connectors.failure;

/** A platform did not do what it was asked; {@link #failure} says why. */
public final class PlatformException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient PlatformFailure failure;

  public PlatformException(PlatformFailure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  public PlatformFailure failure() {
    return failure;
  }
}
