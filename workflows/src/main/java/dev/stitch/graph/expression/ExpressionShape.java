package dev.stitch.graph.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/**
 * What the type of an expression depends on: the same text for expressions that differ only in the
 * values of literals and in the keys they read from variables. Type-checking costs a hundred times
 * what parsing costs, and large graphs repeat few shapes, so checks are remembered by it.
 */
final class ExpressionShape {

  private final StringBuilder shape = new StringBuilder();

  private ExpressionShape() {}

  /** Empty for expressions with maps, messages or comprehensions, which are checked one by one. */
  static Optional<String> of(CelExpr expression) {
    ExpressionShape writer = new ExpressionShape();
    return writer.write(expression) ? Optional.of(writer.shape.toString()) : Optional.empty();
  }

  private boolean write(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> written(expression.constant().getKind().name());
      case IDENT -> written(expression.ident().name());
      case SELECT -> select(expression.select());
      case CALL -> call(expression.call());
      case LIST -> list(expression.list());
      case NOT_SET, STRUCT, MAP, COMPREHENSION -> false;
    };
  }

  private boolean written(String text) {
    shape.append(text);
    return true;
  }

  /** A key of a variable says nothing of its type; a name elsewhere may be a message's. */
  private boolean select(CelExpr.CelSelect select) {
    if (!write(select.operand())) {
      return false;
    }
    String key = ofVariable(select.operand()) ? "*" : select.field();
    return written(select.testOnly() ? ".?" + key : "." + key);
  }

  private static boolean ofVariable(CelExpr operand) {
    CelExpr root = operand;
    while (root.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      root = root.select().operand();
    }
    return root.getKind() == CelExpr.ExprKind.Kind.IDENT
        && Variables.IN_EXPRESSIONS.contains(root.ident().name());
  }

  private boolean call(CelExpr.CelCall call) {
    shape.append(call.function()).append('(');
    if (call.target().isPresent() && !(write(call.target().get()) && written(";"))) {
      return false;
    }
    return all(call.args()) && written(")");
  }

  private boolean list(CelExpr.CelList list) {
    return list.optionalIndices().isEmpty() && written("[") && all(list.elements()) && written("]");
  }

  private boolean all(Iterable<CelExpr> expressions) {
    for (CelExpr each : expressions) {
      if (!(write(each) && written(","))) {
        return false;
      }
    }
    return true;
  }
}
