package dev.stitch.activities.readmodel;

import dev.stitch.graph.JourneyPlan;
import dev.stitch.graph.PathPlan;
import dev.stitch.graph.Plans;
import dev.stitch.machine.PlanLookup;
import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.NoSuchElementException;

/** Plans of graphs in the database, read once and compiled once per process. */
@Singleton
public class StoredPlans implements PlanLookup {

  private final Plans plans;

  StoredPlans(Database database) {
    this.plans =
        new Plans(
            hash ->
                database
                    .first(
                        "SELECT graph FROM graphs WHERE hash = ?", row -> row.json("graph"), hash)
                    .orElseThrow(() -> new NoSuchElementException("no graph has hash " + hash)));
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
