package dev.stitch.machine;

/** A plan cannot be read now: the workflow task is to be tried again, nothing is to be decided. */
public final class PlanUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlanUnavailable(RuntimeException cause) {
    super(cause);
  }
}
