package dev.stitch.api.flow;

import dev.stitch.graph.Plans;
import dev.stitch.store.flow.GraphRepository;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.NoSuchElementException;

/** The API's cache of compiled graphs. */
@Factory
public class PlanFactory {

  @Singleton
  Plans plans(GraphRepository graphs) {
    return new Plans(
        hash ->
            graphs
                .graph(hash)
                .orElseThrow(() -> new NoSuchElementException("no graph has hash " + hash)));
  }
}
