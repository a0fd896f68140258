package dev.stitch.graph;

import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of one node besides the ordinary one.
 *
 * @param names the branches its type offers with its config, without {@code error}
 * @param exclusive whether a step that is done always leaves by one of them
 */
record Branches(SequencedSet<String> names, boolean exclusive) {

  /** Taken when a step fails with {@code onError: branch}. */
  static final String ERROR = "error";

  /** What canvases call the handle of the ordinary way out. */
  private static final String ORDINARY = "default";

  static Branches of(Graph.Node node) {
    Optional<StepType> type = StepTypes.find(node.type());
    return new Branches(
        new LinkedHashSet<>(type.map(found -> found.branches(node.data())).orElse(List.of())),
        type.map(found -> found.chooses(node.data())).orElse(false));
  }

  /** The branch of an edge with this handle; null for the ordinary way out. */
  @Nullable String taken(@Nullable String handle) {
    return ORDINARY.equals(handle) && !names.contains(ORDINARY) ? null : handle;
  }

  /** Whether a node has a way out by this handle. */
  boolean offers(@Nullable String handle) {
    String branch = taken(handle);
    return branch == null || ERROR.equals(branch) || names.contains(branch);
  }

  /** For messages: the names in the order of the config. */
  String described() {
    return names.isEmpty()
        ? "only the ordinary way out and 'error'"
        : "'" + String.join("', '", names) + "' and 'error'";
  }
}
