package dev.stitch.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.BoundedCache;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.PlanSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The process cache of plans: a plan is made when its graph is published, kept beside it, and read
 * once by each process.
 *
 * <p>Safe to call from workflow code, because the answer depends on nothing but the hash: whichever
 * compiler made the plan that was kept first, a later one never replaces it. A miss reads through
 * the source, so the caller switches the deadlock detector off around it. What the source or the
 * compiler throws reaches the caller and is not remembered.
 */
public final class Plans {

  /**
   * Version of the compiler, kept with each plan that it made. A change of what a graph is compiled
   * to raises it, and concerns graphs that are published from then on.
   */
  public static final int COMPILER_VERSION = 1;

  /** Plans kept per kind; the least recently used go first. */
  static final int CAPACITY = 500;

  private final PlanSource source;
  private final BoundedCache<String, JourneyPlan> journeys = new BoundedCache<>(CAPACITY);
  private final BoundedCache<String, PathPlan> paths = new BoundedCache<>(CAPACITY);

  public Plans(PlanSource source) {
    this.source = source;
  }

  /** The plan of a business flow version. */
  public JourneyPlan journey(String hash) {
    return journeys.get(hash, missing -> plan(missing, JourneyPlan.class, Graphs::compileJourney));
  }

  /** The plan of a system flow version. */
  public PathPlan path(String hash) {
    return paths.get(hash, missing -> plan(missing, PathPlan.class, Graphs::compilePath));
  }

  private <P> P plan(String hash, Class<P> type, Function<JsonNode, P> compiler) {
    Optional<JsonNode> kept = source.plan(hash);
    if (kept.isPresent()) {
      return read(kept.get(), type);
    }
    P compiled = compiler.apply(source.graph(hash));
    source.keep(hash, COMPILER_VERSION, JsonCodec.MAPPER.valueToTree(compiled));
    // Another process may have been faster, and its build another one.
    return source.plan(hash).map(first -> read(first, type)).orElse(compiled);
  }

  private static <P> P read(JsonNode plan, Class<P> type) {
    try {
      return JsonCodec.MAPPER.treeToValue(plan, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that was kept cannot be read", e);
    }
  }
}
