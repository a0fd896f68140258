package dev.stitch.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A business flow compiled: its UX spine and nothing else, so that no journey can stand at, or
 * progress along, anything but UX nodes and UX edges.
 *
 * @param start where a journey begins unless told otherwise
 * @param reentry whether a contact may be in more than one live journey of the flow
 */
public record JourneyPlan(
    String hash, List<Stage> stages, Map<String, Integer> byId, String start, boolean reentry)
    implements Plan {

  public JourneyPlan {
    stages = List.copyOf(stages);
    byId = Map.copyOf(byId);
  }

  /** The stage of a UX node id, or empty when the plan has no such UX node. */
  public Optional<Stage> stage(String uxNodeId) {
    return Optional.ofNullable(byId.get(uxNodeId)).map(stages::get);
  }

  /** What makes a journey leave a stage. */
  public enum Advance {
    ON_PATH_COMPLETED,
    AUTO,
    MANUAL,
    ON_EVENT
  }

  /**
   * One UX node.
   *
   * @param event the event an {@code ON_EVENT} stage waits for, else null
   * @param deadline longest stay from entry, or null
   * @param goal CEL that finishes the stage early, or null
   * @param exitWhen CEL that ends the journey, or null
   * @param edges UX edges in the order in which they are tried, without the timeout edge
   * @param timeoutEdge the edge taken when the deadline passes, or null
   */
  public record Stage(
      String id,
      String label,
      Advance advance,
      @Nullable String event,
      @Nullable Duration deadline,
      @Nullable String goal,
      @Nullable String exitWhen,
      boolean humanApproval,
      List<UxEdge> edges,
      @Nullable UxEdge timeoutEdge) {

    public Stage {
      edges = List.copyOf(edges);
    }

    /** Whether nothing follows, so that leaving this stage ends the journey. */
    public boolean last() {
      return edges.isEmpty();
    }
  }

  /**
   * A UX edge.
   *
   * @param condition CEL, or null when it always matches
   * @param isDefault taken when no other matches
   */
  public record UxEdge(String id, String target, @Nullable String condition, boolean isDefault) {}
}
