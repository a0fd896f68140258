package dev.stitch.machine;

import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;

/** Where machines find plans by hash. A plan that was published never changes or goes away. */
public interface PlanLookup {

  JourneyPlan journey(String hash);

  PathPlan path(String hash);
}
