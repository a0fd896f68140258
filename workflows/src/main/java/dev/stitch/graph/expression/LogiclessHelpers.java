package dev.stitch.graph.expression;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import java.util.Set;

/** The helpers that only choose and repeat; all others of the library are hidden. */
final class LogiclessHelpers extends DefaultHelperRegistry {

  static final Set<String> NAMES = Set.of("if", "unless", "each", "with", "lookup");

  @Override
  public <C> Helper<C> helper(String name) {
    return NAMES.contains(name) ? super.helper(name) : null;
  }

  @Override
  public Decorator decorator(String name) {
    return null;
  }
}
