package dev.stitch.machine;

import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;

/**
 * Plans whose hashes are known to exist: one that cannot be read is a fault of ours, not of input.
 */
record KnownPlans(PlanLookup lookup) implements PlanLookup {

  @Override
  public JourneyPlan journey(String hash) {
    try {
      return lookup.journey(hash);
    } catch (RuntimeException e) {
      throw new PlanUnavailable(e);
    }
  }

  @Override
  public PathPlan path(String hash) {
    try {
      return lookup.path(hash);
    } catch (RuntimeException e) {
      throw new PlanUnavailable(e);
    }
  }
}
