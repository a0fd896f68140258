package dev.stitch.launch;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** A run is not accepted as it was asked for. The message names the remedy. */
public final class RunRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String pointer;
  private final @Nullable UUID otherRun;

  private RunRefusedException(String message, @Nullable String pointer, @Nullable UUID otherRun) {
    super(message);
    this.pointer = pointer;
    this.otherRun = otherRun;
  }

  /**
   * What was asked for cannot be meant.
   *
   * @param pointer JSON pointer of the field
   * @param message goes on after the field's name
   */
  public static RunRefusedException invalid(String pointer, String message) {
    return new RunRefusedException(message, pointer, null);
  }

  /** Another run stands in the way, which has to end first. */
  public static RunRefusedException busy(UUID otherRun, String message) {
    return new RunRefusedException(message, null, otherRun);
  }

  /** The field that cannot be meant; null when another run stands in the way. */
  public @Nullable String pointer() {
    return pointer;
  }

  /** The run that stands in the way, or null. */
  public @Nullable UUID otherRun() {
    return otherRun;
  }
}
