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
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One expression: parsed and type-checked once, planned when it is first evaluated. */
final class CompiledExpression {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");

  private final Scope scope;
  private final CelType type;
  private final @Nullable String problem;
  private final Set<Field> fields;
  private @Nullable CelAbstractSyntaxTree parsed;
  private CelRuntime.@Nullable Program program;
  private @Nullable Map<Long, CelExpr.CelCall> watched;

  private CompiledExpression(
      Scope scope,
      @Nullable CelAbstractSyntaxTree parsed,
      CelType type,
      @Nullable String problem,
      Set<Field> fields) {
    this.scope = scope;
    this.parsed = parsed;
    this.type = type;
    this.problem = problem;
    this.fields = fields;
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
      return new CompiledExpression(scope, parsed, type(parsed, scope), null, fields(parsed));
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

  /** What it reads of its variables, in its order. */
  Set<Field> fields() {
    return fields;
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

  /**
   * A field that is read of a variable: {@code contact.name}, {@code contact["name"]}, or either of
   * them as an optional one.
   */
  record Field(String variable, String field) {
    @Override
    public String toString() {
      return variable + "." + field;
    }
  }

  private static Set<Field> fields(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .map(CompiledExpression::field)
        .flatMap(Optional::stream)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  /** The one that is read of a name, if that is a variable's. */
  private static Optional<Field> field(CelNavigableExpr name) {
    String variable = name.expr().ident().name();
    return name.parent()
        .filter(reader -> !isBound(variable, name))
        .flatMap(reader -> key(reader.expr(), name.id()))
        .map(key -> new Field(variable, key));
  }

  private static Optional<String> key(CelExpr reader, long variable) {
    if (reader.getKind() == Kind.SELECT) {
      return Optional.of(reader.select().field());
    }
    if (reader.getKind() == Kind.CALL
        && Set.of("_[_]", "_[?_]", "_?._").contains(reader.call().function())
        && reader.call().args().getFirst().id() == variable) {
      CelExpr key = reader.call().args().getLast();
      return isText(key) ? Optional.of(key.constant().stringValue()) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether a macro such as {@code map(contact, …)} around it gives the name to something else. */
  private static boolean isBound(String name, CelNavigableExpr at) {
    CelNavigableExpr inner = at;
    while (inner.parent().isPresent()) {
      CelNavigableExpr outer = inner.parent().get();
      if (outer.getKind() == Kind.COMPREHENSION
          && binds(outer.expr().comprehension(), name, inner.id())) {
        return true;
      }
      inner = outer;
    }
    return false;
  }

  private static boolean binds(CelExpr.CelComprehension macro, String name, long part) {
    boolean inside = part != macro.iterRange().id() && part != macro.accuInit().id();
    return inside
        && (name.equals(macro.iterVar())
            || name.equals(macro.iterVar2())
            || name.equals(macro.accuVar()));
  }
}
