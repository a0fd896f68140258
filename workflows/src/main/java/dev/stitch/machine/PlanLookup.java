package dev.stitch.machine;

import dev.stitch.graph.JourneyPlan;
import dev.stitch.graph.PathPlan;

/** Where machines find plans by hash. A plan that was published never changes or goes away. */
public interface PlanLookup {

  JourneyPlan journey(String hash);

  PathPlan path(String hash);
}
