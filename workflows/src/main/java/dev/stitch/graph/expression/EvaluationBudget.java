package dev.stitch.graph.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one evaluation may cost: it counts the parts that are evaluated and the length of what each
 * gives, and looks at the arguments of functions whose result may be far longer than they are.
 */
final class EvaluationBudget implements CelEvaluationListener {

  /** Parts of the expression that are evaluated, those in loops each time. */
  private static final long MAX_STEPS = 1_000_000;

  /** Characters and elements of all that is computed together. */
  private static final long MAX_WORK = 16 << 20;

  /** A pattern is tried with about this many of its parts at once. */
  private static final long PATTERN_SHARE = 16;

  private static final Set<String> WATCHED = Set.of("replace", "join", "lists.range", "matches");

  private final Map<Long, CelExpr.CelCall> watched;
  private final Map<Long, Object> arguments = new HashMap<>();
  private long steps;
  private long work;

  /**
   * @param watched calls by the id of their last argument, see {@link #watched}
   */
  EvaluationBudget(Map<Long, CelExpr.CelCall> watched) {
    this.watched = watched;
  }

  /** Calls whose result may be far longer than their arguments, by the id of the last of those. */
  static Map<Long, CelExpr.CelCall> watched(CelNavigableAst tree) {
    Map<Long, CelExpr.CelCall> watched = new HashMap<>();
    tree.getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expression -> expression.getKind() == CelExpr.ExprKind.Kind.CALL)
        .map(CelExpr::call)
        .filter(call -> WATCHED.contains(call.function()) && !operands(call).isEmpty())
        .forEach(call -> watched.put(operands(call).getLast().id(), call));
    return watched;
  }

  private static List<CelExpr> operands(CelExpr.CelCall call) {
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    return operands;
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    if (++steps > MAX_STEPS) {
      throw new IllegalArgumentException("it takes more than " + MAX_STEPS + " steps");
    }
    charge(length(value));
    if (watched.isEmpty()) {
      return;
    }
    arguments.put(expression.id(), value);
    CelExpr.CelCall call = watched.get(expression.id());
    if (call != null) {
      charge(cost(call));
    }
  }

  /** The most that a call can give, by the values of its arguments. */
  private long cost(CelExpr.CelCall call) {
    List<Object> values = new ArrayList<>();
    operands(call).forEach(operand -> values.add(arguments.get(operand.id())));
    return switch (call.function()) {
      case "replace" -> {
        long found = length(values.get(0)) / Math.max(1, length(values.get(1))) + 1;
        yield found * length(values.get(2));
      }
      case "join" -> {
        long texts =
            values.get(0) instanceof Collection<?> list
                ? list.stream().mapToLong(EvaluationBudget::length).sum()
                : 0;
        long separator = values.size() < 2 ? 0 : length(values.get(1));
        yield texts + length(values.get(0)) * separator;
      }
      case "lists.range" -> values.get(0) instanceof Number end ? end.longValue() : 0;
      case "matches" ->
          values.get(1) instanceof String pattern
              ? length(values.get(0)) * PatternBounds.size(pattern) / PATTERN_SHARE
              : 0;
      default -> 0;
    };
  }

  private void charge(long by) {
    work += by;
    if (work > MAX_WORK || work < 0) {
      throw new IllegalArgumentException(
          "it computes more than " + MAX_WORK + " characters and list elements");
    }
  }

  private static long length(Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> list -> list.size();
      case null, default -> 0;
    };
  }
}
