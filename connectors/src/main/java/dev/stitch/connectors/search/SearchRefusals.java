package dev.stitch.connectors.search;

import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected.Kind;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a search engine means by a refusal. */
final class SearchRefusals {

  private static final Duration USUAL = Duration.ofSeconds(60);

  private SearchRefusals() {}

  static PlatformFailure of(String engine, String hint, PlatformAnswer answer, Clock clock) {
    int status = answer.status();
    if (status == 402) {
      return new PlatformFailure.PaymentRequired(engine + " wants to be paid first.");
    }
    if (status == 429) {
      return new PlatformFailure.RateLimited(
          engine + " takes no more searches for a while.", until(answer, clock.instant()));
    }
    if (status == 408 || status >= 500) {
      return new PlatformFailure.Transient(engine + " is out of order (" + status + ").", false);
    }
    return new PlatformFailure.Rejected(
        "%s refuses to search (%d). %s".formatted(engine, status, hint), Kind.OTHER);
  }

  /**
   * Brave tells of several windows, the shortest first, in seconds from now; which of them is used
   * up stands in another header, in the same order.
   */
  private static Instant until(PlatformAnswer answer, Instant now) {
    String[] resets = windows(answer, "X-RateLimit-Reset");
    String[] left = windows(answer, "X-RateLimit-Remaining");
    Instant latest = null;
    for (int i = 0; i < resets.length; i++) {
      boolean usedUp = i >= left.length || left[i].equals("0");
      if (usedUp && resets[i].matches("\\d{1,9}")) {
        latest = Waiting.until(now.plusSeconds(Long.parseLong(resets[i])), now);
      }
    }
    return latest == null ? Waiting.retryAfter(answer, USUAL, now) : latest;
  }

  private static String[] windows(PlatformAnswer answer, String header) {
    String value = answer.header(header);
    return value == null ? new String[0] : value.strip().split("\\s*,\\s*");
  }
}
