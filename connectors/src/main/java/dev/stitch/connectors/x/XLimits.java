package dev.stitch.connectors.x;

import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.Waiting;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** X's limits, which every answer tells: one of 15 minutes, and for some acts one of a day. */
final class XLimits {

  private static final String USUAL = "x-rate-limit";

  private static final List<String> WINDOWS =
      List.of(USUAL, "x-user-limit-24hour", "x-app-limit-24hour");

  /** X's window, for a refusal that does not say when it ends. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private XLimits() {}

  /** When the last of the windows ends in which nothing is left; null when something is left. */
  static @Nullable Instant nextAt(PlatformAnswer answer, Instant now) {
    return WINDOWS.stream()
        .filter(window -> left(answer, window) == 0)
        .map(window -> reset(answer, window, now))
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** When to ask again after a refusal. */
  static Instant until(PlatformAnswer answer, Instant now) {
    Instant next = nextAt(answer, now);
    return next == null ? reset(answer, USUAL, now) : next;
  }

  private static long left(PlatformAnswer answer, String window) {
    return answer.number(window + "-remaining").orElse(Long.MAX_VALUE);
  }

  private static Instant reset(PlatformAnswer answer, String window, Instant now) {
    OptionalLong reset = answer.number(window + "-reset");
    return reset.isPresent()
        ? Waiting.until(Instant.ofEpochSecond(Math.min(reset.getAsLong(), 1L << 40)), now)
        : now.plus(WINDOW);
  }
}
