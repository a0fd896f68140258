package dev.stitch.store.campaign;

import java.util.Locale;

/** Where an enrollment is; the last three are final. */
public enum EnrollmentStatus {
  /** It has not begun: the template is not active, or its time has not come. */
  PENDING,
  ACTIVE,
  /** Somebody holds it, or its run failed and waits to be retried. */
  PAUSED,
  COMPLETED,
  REPLIED,
  REMOVED;

  public boolean isFinal() {
    return switch (this) {
      case PENDING, ACTIVE, PAUSED -> false;
      case COMPLETED, REPLIED, REMOVED -> true;
    };
  }

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
