package dev.stitch.connectors.google;

import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.failure.PlatformFailure.Rejected.Kind;
import dev.stitch.connectors.http.Fields;
import dev.stitch.connectors.http.PlatformAnswer;
import dev.stitch.connectors.http.Redaction;
import dev.stitch.connectors.http.Waiting;
import dev.stitch.store.connection.Capability;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Google means by a refusal of one kind of request: its reasons say more than its status. */
record GoogleRefusals(Capability act, Clock clock) {

  /** Google counts by the minute, and does not always say how long to wait. */
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /**
   * Where a day's share is used up, or mail is held back, asking each minute would be of no use.
   */
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Set<String> PER_MINUTE =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED");

  private static final Set<String> PER_DAY = Set.of("dailyLimitExceeded", "quotaExceeded");

  private static final Set<String> SCOPE_MISSING =
      Set.of("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");

  private static final Set<String> CURSOR_EXPIRED = Set.of("EXPIRED_SYNC_TOKEN");

  PlatformFailure of(PlatformAnswer answer, Redaction hiding) {
    Fields error = answer.problem().object("error");
    Set<String> reasons = reasons(error);
    String words = hiding.told(error.text("message"));
    String said = words.isEmpty() ? "." : ": " + words;
    if (overlaps(reasons, PER_DAY) || words.contains("Mail sending")) {
      return limited(answer, HOUR, said);
    }
    if (overlaps(reasons, PER_MINUTE) || answer.status() == 429) {
      return limited(answer, MINUTE, said);
    }
    if (overlaps(reasons, SCOPE_MISSING)) {
      return new PlatformFailure.NotPermitted(
          "The account was connected without the permission for it; connect it again" + said, act);
    }
    if (reasons.contains("domainPolicy")) {
      return new PlatformFailure.NotPermitted("The account's administrator forbids it" + said, act);
    }
    return switch (answer.status()) {
      case 400, 410 ->
          overlaps(reasons, CURSOR_EXPIRED) || answer.status() == 410
              ? new PlatformFailure.Rejected(
                  "Google does not know the cursor any more" + said, Kind.EXPIRED_CURSOR)
              : refused(answer, said);
      case 404 -> new PlatformFailure.Rejected("Google knows no such thing" + said, Kind.NOT_FOUND);
      case 408 -> outOfOrder(answer, said);
      default -> answer.status() >= 500 ? outOfOrder(answer, said) : refused(answer, said);
    };
  }

  private PlatformFailure limited(PlatformAnswer answer, Duration usual, String said) {
    return new PlatformFailure.RateLimited(
        "Google takes no more requests of the account for a while" + said,
        Waiting.retryAfter(answer, usual, clock.instant()));
  }

  private static PlatformFailure refused(PlatformAnswer answer, String said) {
    return new PlatformFailure.Rejected(
        "Google refuses it (" + answer.status() + ")" + said, Kind.OTHER);
  }

  private static PlatformFailure outOfOrder(PlatformAnswer answer, String said) {
    return new PlatformFailure.Transient(
        "Google is out of order (" + answer.status() + ")" + said, true);
  }

  /** Google's older APIs list them as errors, the newer ones as details. */
  private static Set<String> reasons(Fields error) {
    return Stream.concat(error.objects("errors").stream(), error.objects("details").stream())
        .flatMap(each -> each.needed("reason").stream())
        .collect(Collectors.toSet());
  }

  private static boolean overlaps(Set<String> reasons, Set<String> those) {
    return reasons.stream().anyMatch(those::contains);
  }
}
