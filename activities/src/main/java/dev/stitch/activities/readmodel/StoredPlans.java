package dev.stitch.activities.readmodel;

import dev.stitch.graph.Plans;
import dev.stitch.machine.PlanLookup;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import jakarta.inject.Singleton;

/** Plans of graphs in the database, read once by each process. */
@Singleton
public class StoredPlans implements PlanLookup {

  private final Plans plans;

  StoredPlans(Plans plans) {
    this.plans = plans;
  }

  @Override
  public JourneyPlan journey(String hash) {
    return plans.journey(hash);
  }

  @Override
  public PathPlan path(String hash) {
    return plans.path(hash);
  }
}
