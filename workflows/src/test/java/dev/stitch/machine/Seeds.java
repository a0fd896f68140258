package dev.stitch.machine;

import dev.stitch.Tries;
import java.util.function.LongConsumer;

/**
 * Tries a property with many seeds, other ones every time. A failure names the seed that draws it
 * again; {@code -Dstitch.seed=S} begins there and {@code -Dstitch.seeds=N} tries that many.
 */
final class Seeds {

  private Seeds() {}

  /**
   * @param count how many seeds the whole run tries
   */
  static void each(int count, LongConsumer property) {
    long first = Long.getLong("stitch.seed", System.nanoTime());
    long end = first + Integer.getInteger("stitch.seeds", Tries.of(count));
    System.out.println("first seed " + first + ", " + (end - first) + " seeds");
    for (long seed = first; seed < end; seed++) {
      try {
        property.accept(seed);
      } catch (Throwable failure) {
        throw new AssertionError(
            "-Dstitch.seed=" + seed + " draws it again: " + failure.getMessage(), failure);
      }
    }
  }
}
