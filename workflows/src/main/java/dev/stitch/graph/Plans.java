package dev.stitch.graph;

import dev.stitch.port.PlanSource;

/**
 * The process cache of compiled graphs: a published graph is read once and compiled once.
 *
 * <p>Safe to call from workflow code, because the answer depends on nothing but the hash and {@link
 * #COMPILER_VERSION}; a miss reads through the source, so the caller switches the deadlock detector
 * off around it. What the source or the compiler throws reaches the caller and is not remembered.
 */
public final class Plans {

  /**
   * Version of the compiler, carried in workflow inputs beside the hash. Its output for a hash
   * never changes: a change of meaning makes a new version beside the old one.
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
    return journeys.get(hash, missing -> Graphs.compileJourney(source.graph(missing)));
  }

  /** The plan of a system flow version. */
  public PathPlan path(String hash) {
    return paths.get(hash, missing -> Graphs.compilePath(source.graph(missing)));
  }
}
