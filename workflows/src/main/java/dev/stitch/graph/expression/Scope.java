package dev.stitch.graph.expression;

import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.stitch.model.BoundedCache;
import java.util.List;

/** Where an expression stands, which decides the names that it sees. */
public final class Scope {

  /** In a graph: {@link Variables#IN_EXPRESSIONS}. */
  public static final Scope GRAPH = new Scope(Variables.IN_EXPRESSIONS);

  /** In a step, where no event is being matched. */
  public static final Scope STEP = new Scope(Variables.IN_TEMPLATES);

  /** About a contact, whatever runs there are of it. */
  public static final Scope CONTACT = new Scope(List.of("contact", "now"));

  /**
   * In a webhook endpoint: what was posted.
   *
   * <p>{@code body} is any JSON, {@code headers} a map of texts by lower-case name.
   */
  public static final Scope WEBHOOK = new Scope(List.of("body", "headers", "now"));

  private final List<String> names;
  private final CelCompiler compiler;

  /** Half a million characters of expressions, each some hundred bytes of compiled tree. */
  private final BoundedCache<String, CompiledExpression> compiled =
      new BoundedCache<>(500_000, cel -> cel.length() + 32);

  private final BoundedCache<String, CelType> types =
      new BoundedCache<>(500_000, shape -> shape.length() + 64);

  private Scope(List<String> names) {
    this.names = List.copyOf(names);
    this.compiler = CelSetup.compiler(names);
  }

  List<String> names() {
    return names;
  }

  CelCompiler compiler() {
    return compiler;
  }

  /** Types by the shape of the expression. */
  BoundedCache<String, CelType> types() {
    return types;
  }

  CompiledExpression compiled(String cel) {
    return compiled.get(cel, text -> CompiledExpression.of(text, this));
  }
}
