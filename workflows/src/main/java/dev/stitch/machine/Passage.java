package dev.stitch.machine;

import dev.stitch.plan.PathPlan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which ways out of a settled node are taken.
 *
 * @param open false when none is
 * @param branch the branch taken besides the ordinary way, or null
 */
public record Passage(boolean open, @Nullable String branch) {

  static final Passage NONE = new Passage(false, null);
  static final Passage ORDINARY = new Passage(true, null);
  static final String ERROR = "error";
  static final String TIMEOUT = "timeout";

  static Passage of(@Nullable String branch) {
    return branch == null ? ORDINARY : new Passage(true, branch);
  }

  /**
   * Whether an edge is taken. The ordinary way is open whenever the node was passed, except that a
   * failure takes only error edges, and a timeout takes the ordinary way only where the node has no
   * timeout edge.
   */
  boolean takes(PathPlan.Step from, PathPlan.Edge edge) {
    if (!open) {
      return false;
    }
    if (edge.branch() != null) {
      return edge.branch().equals(branch);
    }
    if (ERROR.equals(branch)) {
      return false;
    }
    return !TIMEOUT.equals(branch)
        || from.outgoing().stream().noneMatch(other -> Objects.equals(TIMEOUT, other.branch()));
  }
}
