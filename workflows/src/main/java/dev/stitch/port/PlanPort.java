package dev.stitch.port;

import dev.stitch.machine.PlanLookup;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where workflow code finds plans: the one port that is exempt from the rule against I/O, because a
 * plan is named by the hash of its content and so is the same whenever it is read. A miss throws,
 * which fails the workflow task and not the workflow.
 */
public final class PlanPort {

  private static final AtomicReference<PlanLookup> LOOKUP = new AtomicReference<>();

  private PlanPort() {}

  /** Set once when a worker process starts. */
  public static void install(PlanLookup lookup) {
    LOOKUP.set(Objects.requireNonNull(lookup, "lookup"));
  }

  /**
   * @throws IllegalStateException when the process has installed none
   */
  public static PlanLookup lookup() {
    PlanLookup lookup = LOOKUP.get();
    if (lookup == null) {
      throw new IllegalStateException("no plan lookup is installed in this process");
    }
    return lookup;
  }
}
