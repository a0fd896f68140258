package dev.stitch.graph.expression;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.helper.DefaultHelperRegistry;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The helpers that only choose and repeat; all others of the library are hidden. */
final class LogiclessHelpers extends DefaultHelperRegistry {

  /** Most rounds of all loops of one rendering together; bounds its time. */
  static final int MAX_ROUNDS = 100_000;

  /** Where a rendering counts its rounds. */
  static final String ROUNDS = "stitch.rounds";

  static final Set<String> NAMES = Set.of("if", "unless", "each", "with", "lookup");

  @Override
  public <C> @Nullable Helper<C> helper(String name) {
    if (!NAMES.contains(name)) {
      return null;
    }
    Helper<C> known = super.helper(name);
    return "each".equals(name) ? counted(known) : known;
  }

  /** Loops in loops multiply: all rounds of one rendering are counted together. */
  private static <C> Helper<C> counted(Helper<C> each) {
    return (items, options) -> {
      int rounds =
          switch (items) {
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 1;
          };
      AtomicInteger all = options.context.data(ROUNDS);
      if (all != null && all.addAndGet(rounds + 1) > MAX_ROUNDS) {
        throw new IOException("its loops take more than " + MAX_ROUNDS + " rounds");
      }
      return each.apply(items, options);
    };
  }

  @Override
  public @Nullable Decorator decorator(String name) {
    return null;
  }
}
