package dev.stitch.graph;

import java.util.List;

/**
 * What validation found.
 *
 * @param uxSpine ids of the UX nodes from start to end, breadth first along UX edges; empty for a
 *     system flow
 */
public record Validation(
    List<GraphProblem> errors, List<GraphProblem> warnings, List<String> uxSpine) {

  public Validation {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    uxSpine = List.copyOf(uxSpine);
  }

  public boolean valid() {
    return errors.isEmpty();
  }
}
