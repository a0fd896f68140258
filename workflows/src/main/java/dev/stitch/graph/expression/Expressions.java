package dev.stitch.graph.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CEL over the variables of a {@link Scope}, a graph's unless another is named. An expression
 * computes a value and does nothing else; its length, iterations and result are bounded. Compiled
 * once per text.
 */
public final class Expressions {

  private Expressions() {}

  /**
   * The value of an expression as JSON, map keys sorted, instants and durations as ISO 8601 text.
   *
   * @param variables an object; a variable that it lacks is an empty map
   * @throws StepException {@code EXPRESSION} saying what failed on these values
   */
  public static JsonNode evaluate(String cel, JsonNode variables) throws StepException {
    return evaluate(Scope.GRAPH, cel, variables);
  }

  /** As {@link #evaluate(String, JsonNode)}, in another scope. */
  public static JsonNode evaluate(Scope scope, String cel, JsonNode variables)
      throws StepException {
    Object value = run(scope, cel, variables);
    try {
      return CelValues.toJson(value);
    } catch (IllegalArgumentException e) {
      throw failure(cel, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Whether an expression holds.
   *
   * @throws StepException {@code EXPRESSION} also when its value is neither true nor false
   */
  public static boolean test(String cel, JsonNode variables) throws StepException {
    return test(Scope.GRAPH, cel, variables);
  }

  /** As {@link #test(String, JsonNode)}, in another scope. */
  public static boolean test(Scope scope, String cel, JsonNode variables) throws StepException {
    Object value = run(scope, cel, variables);
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw failure(cel, "it gives " + describe(value) + ", but must be true or false", null);
  }

  /** What is wrong with an expression before any value is known, or empty. */
  public static Optional<String> check(String cel) {
    return check(Scope.GRAPH, cel);
  }

  /** As {@link #check(String)}, in another scope. */
  public static Optional<String> check(Scope scope, String cel) {
    return scope.compiled(cel).problem();
  }

  /** As {@link #check}, for an expression that must be true or false. */
  public static Optional<String> checkCondition(String cel) {
    return checkCondition(Scope.GRAPH, cel);
  }

  /** As {@link #checkCondition(String)}, in another scope. */
  public static Optional<String> checkCondition(Scope scope, String cel) {
    CompiledExpression compiled = scope.compiled(cel);
    if (compiled.problem().isEmpty() && !compiled.mayBeBoolean()) {
      return Optional.of(
          "it gives " + compiled.type().name() + ", but must be true or false; compare it");
    }
    return compiled.problem();
  }

  /** The ids of the steps whose outputs an expression names. */
  public static Set<String> steps(Scope scope, String cel) {
    return scope.compiled(cel).fields().stream()
        .filter(read -> read.variable().equals("steps"))
        .map(CompiledExpression.Field::field)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What an expression names of variables that they do not have; empty for one that is broken. */
  public static List<String> unknownFields(Scope scope, String cel, VariableFields fields) {
    return scope.compiled(cel).fields().stream()
        .flatMap(
            read ->
                fields
                    .problem(read.variable(), read.field())
                    .map(problem -> read + ": " + problem)
                    .stream())
        .toList();
  }

  private static Object run(Scope scope, String cel, JsonNode variables) throws StepException {
    CompiledExpression compiled = scope.compiled(cel);
    if (compiled.problem().isPresent()) {
      throw failure(cel, compiled.problem().get(), null);
    }
    try {
      Map<String, Object> read = new HashMap<>();
      return compiled.evaluate(
          name -> Optional.of(read.computeIfAbsent(name, each -> value(each, variables))));
    } catch (CelEvaluationException e) {
      throw failure(cel, explain(e), e);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw failure(cel, String.valueOf(e.getMessage()), e);
    }
  }

  private static Object value(String name, JsonNode variables) {
    JsonNode value = variables.path(name);
    if (name.equals("now")) {
      return Instant.parse(value.asText());
    }
    return value.isNull() || value.isMissingNode() ? Map.of() : CelValues.toCel(value);
  }

  private static String explain(CelEvaluationException e) {
    String message = String.valueOf(e.getMessage());
    String plain = message.replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "");
    if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
      return plain + " Guard it with has(…), or with .?name.orValue(…).";
    }
    return plain;
  }

  private static String describe(Object value) {
    try {
      String text = CelValues.toJson(value).toString();
      return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    } catch (IllegalArgumentException e) {
      return "a value that JSON cannot hold";
    }
  }

  private static StepException failure(String cel, String reason, @Nullable Throwable cause) {
    String shown = cel.length() > 200 ? cel.substring(0, 200) + "…" : cel;
    return new StepException(
        FailureCode.EXPRESSION, "Expression `" + shown + "` failed: " + reason, cause);
  }
}
