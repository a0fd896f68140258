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
import dev.stitch.graph.NearNames;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One expression, parsed, type-checked and planned once.
 *
 * @param program null when there is a problem
 * @param type of the result; null when there is a problem
 * @param problem what is wrong with the text, or null
 * @param steps the step ids whose outputs it names
 */
record CompiledExpression(
    CelRuntime.Program program, CelType type, String problem, Set<String> steps) {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");

  static CompiledExpression of(String text) {
    if (text.isBlank()) {
      return broken("the expression is empty");
    }
    if (text.codePointCount(0, text.length()) > CelSetup.MAX_LENGTH) {
      return broken("the expression is longer than " + CelSetup.MAX_LENGTH + " characters");
    }
    try {
      CelAbstractSyntaxTree tree = CelSetup.COMPILER.compile(text).getAst();
      return new CompiledExpression(
          CelSetup.RUNTIME.createProgram(tree), tree.getResultType(), null, steps(tree));
    } catch (CelValidationException e) {
      return broken(e.getErrors().isEmpty() ? e.getMessage() : explain(e.getErrors().getFirst()));
    } catch (CelEvaluationException e) {
      return broken(e.getMessage());
    }
  }

  private static CompiledExpression broken(String problem) {
    return new CompiledExpression(null, null, problem, Set.of());
  }

  Optional<String> problemOf() {
    return Optional.ofNullable(problem);
  }

  /** Whether the result is a boolean, or known only when it is evaluated. */
  boolean mayBeBoolean() {
    return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
  }

  private static String explain(CelIssue issue) {
    String message = issue.getMessage();
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      message =
          "'"
              + name
              + "' is not known here; expressions see "
              + String.join(", ", Variables.IN_EXPRESSIONS)
              + NearNames.hint(name, Variables.IN_EXPRESSIONS);
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
      return key.getKind() == Kind.CONSTANT
              && key.constant().getKind().name().equals("STRING_VALUE")
          ? Optional.of(key.constant().stringValue())
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isSteps(CelExpr expression) {
    return expression.getKind() == Kind.IDENT && expression.ident().name().equals("steps");
  }
}
