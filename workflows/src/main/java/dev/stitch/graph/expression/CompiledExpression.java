package dev.stitch.graph.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.stitch.model.NearNames;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One expression: parsed and type-checked once, planned when it is first evaluated. */
final class CompiledExpression {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");

  private final Scope scope;
  private final CelType type;
  private final @Nullable String problem;
  private final Set<String> steps;
  private @Nullable CelAbstractSyntaxTree parsed;
  private CelRuntime.@Nullable Program program;
  private @Nullable Map<Long, CelExpr.CelCall> watched;

  private CompiledExpression(
      Scope scope,
      @Nullable CelAbstractSyntaxTree parsed,
      CelType type,
      @Nullable String problem,
      Set<String> steps) {
    this.scope = scope;
    this.parsed = parsed;
    this.type = type;
    this.problem = problem;
    this.steps = steps;
  }

  static CompiledExpression of(String text, Scope scope) {
    if (text.isBlank()) {
      return broken(scope, "the expression is empty");
    }
    if (text.codePointCount(0, text.length()) > CelSetup.MAX_LENGTH) {
      return broken(scope, "the expression is longer than " + CelSetup.MAX_LENGTH + " characters");
    }
    try {
      CelAbstractSyntaxTree parsed = scope.compiler().parse(text).getAst();
      Optional<String> pattern = patternProblem(parsed);
      if (pattern.isPresent()) {
        return broken(scope, pattern.get());
      }
      return new CompiledExpression(scope, parsed, type(parsed, scope), null, steps(parsed));
    } catch (CelValidationException e) {
      return broken(
          scope,
          e.getErrors().isEmpty()
              ? String.valueOf(e.getMessage())
              : explain(e.getErrors().getFirst(), scope));
    }
  }

  private static CompiledExpression broken(Scope scope, String problem) {
    return new CompiledExpression(scope, null, SimpleType.ERROR, problem, Set.of());
  }

  private static CelType type(CelAbstractSyntaxTree parsed, Scope scope)
      throws CelValidationException {
    Optional<String> shape = ExpressionShape.of(parsed.getExpr());
    CelType known = shape.map(scope.types()::find).orElse(null);
    if (known != null) {
      return known;
    }
    CelType type = scope.compiler().check(parsed).getAst().getResultType();
    shape.ifPresent(each -> scope.types().get(each, absent -> type));
    return type;
  }

  /** What is wrong with the text, or empty. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  CelType type() {
    return type;
  }

  /** The ids of the steps whose outputs it names. */
  Set<String> steps() {
    return steps;
  }

  /** Evaluates an expression without a problem, within a budget of its own. */
  Object evaluate(CelVariableResolver variables) throws CelEvaluationException {
    CelRuntime.Program planned = program();
    return planned.trace(
        variables, new EvaluationBudget(Objects.requireNonNull(watched, "set with the program")));
  }

  private synchronized CelRuntime.Program program() throws CelEvaluationException {
    if (program == null) {
      try {
        CelAbstractSyntaxTree checked = scope.compiler().check(parsed).getAst();
        watched = EvaluationBudget.watched(CelNavigableAst.fromAst(checked));
        program = CelSetup.RUNTIME.createProgram(checked);
      } catch (CelValidationException e) {
        throw new IllegalStateException("an expression of this shape was checked before", e);
      }
      parsed = null;
    }
    return program;
  }

  /** Whether the result is a boolean, or known only when it is evaluated. */
  boolean mayBeBoolean() {
    return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
  }

  /** A pattern that is computed could be anybody's: only those written down are compiled. */
  private static Optional<String> patternProblem(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expression -> expression.getKind() == Kind.CALL)
        .filter(expression -> expression.call().function().equals("matches"))
        .filter(expression -> !expression.call().args().isEmpty())
        .map(expression -> expression.call().args().getLast())
        .map(
            pattern ->
                isText(pattern)
                    ? PatternBounds.problem(pattern.constant().stringValue())
                    : Optional.of(
                        "write the pattern of 'matches' as text; it must not be computed"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isText(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
        && expression.constant().getKind().name().equals("STRING_VALUE");
  }

  private static String explain(CelIssue issue, Scope scope) {
    String message = issue.getMessage();
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      message =
          "'"
              + name
              + "' is not known here; expressions see "
              + String.join(", ", scope.names())
              + NearNames.hint(name, scope.names());
    }
    return message + " (column " + (issue.getSourceLocation().getColumn() + 1) + ")";
  }

  private static Set<String> steps(CelAbstractSyntaxTree tree) {
    Set<String> steps = new TreeSet<>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .map(CompiledExpression::step)
        .flatMap(Optional::stream)
        .forEach(steps::add);
    return Set.copyOf(steps);
  }

  /** The id in {@code steps.id}, {@code steps["id"]} or {@code steps[?"id"]}. */
  private static Optional<String> step(CelExpr expression) {
    if (expression.getKind() == Kind.SELECT && isSteps(expression.select().operand())) {
      return Optional.of(expression.select().field());
    }
    if (expression.getKind() == Kind.CALL
        && Set.of("_[_]", "_[?_]", "_?._").contains(expression.call().function())
        && isSteps(expression.call().args().getFirst())) {
      CelExpr key = expression.call().args().getLast();
      return isText(key) ? Optional.of(key.constant().stringValue()) : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isSteps(CelExpr expression) {
    return expression.getKind() == Kind.IDENT && expression.ident().name().equals("steps");
  }
}
