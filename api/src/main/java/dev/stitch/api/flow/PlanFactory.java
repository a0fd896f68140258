package dev.stitch.api.flow;

import dev.stitch.graph.Plans;
import dev.stitch.plan.PlanSource;
import dev.stitch.store.flow.GraphRepository;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The API's cache of plans. */
@Factory
public class PlanFactory {

  @Singleton
  Plans plans(GraphRepository graphs) {
    return new Plans(PlanSource.of(graphs::graph, graphs::plan, graphs::keepPlan));
  }
}
