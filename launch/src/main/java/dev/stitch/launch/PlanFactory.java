package dev.stitch.launch;

import dev.stitch.graph.Plans;
import dev.stitch.plan.PlanSource;
import dev.stitch.store.flow.GraphRepository;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The process cache of plans, which is made of the graphs in the database. */
@Factory
public class PlanFactory {

  @Singleton
  Plans plans(GraphRepository graphs) {
    return new Plans(PlanSource.of(graphs::graph, graphs::plan, graphs::keepPlan));
  }
}
