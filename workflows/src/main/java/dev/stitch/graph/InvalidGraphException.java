package dev.stitch.graph;

import java.util.List;
import java.util.stream.Collectors;

/** A graph cannot be compiled; carries what is wrong with it. */
public final class InvalidGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<GraphProblem> problems;

  public InvalidGraphException(List<GraphProblem> problems) {
    super(problems.stream().map(GraphProblem::message).limit(5).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<GraphProblem> problems() {
    return problems;
  }
}
