package dev.stitch.activities.platform;

import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.model.GateReason;
import dev.stitch.step.StableFraction;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What has an act wait that a platform does not take now. Nothing is lost by waiting, so no attempt
 * of the step is spent; it looks again by itself, each at a moment of its own.
 */
public final class PlatformHolds {

  /**
   * How long after an attempt an act is taken as not done when it is not found where it would be:
   * longer than a request can be on its way, and than a platform takes to show what it has.
   */
  public static final Duration SETTLING = Duration.ofMinutes(5);

  /** A person has to do something at the platform; asking more often would ask it for nothing. */
  private static final Duration UNTIL_PAID = Duration.ofMinutes(30);

  /** Only our own row is read. */
  private static final Duration UNTIL_CONNECTED = Duration.ofMinutes(10);

  private static final Duration OUTAGE = Duration.ofMinutes(1);

  /** So much later at most, that all who wait for one moment do not come at once. */
  private static final Duration SPREAD = Duration.ofMinutes(1);

  private PlatformHolds() {}

  /**
   * The wait that a failure comes to; empty when waiting does not help.
   *
   * @param key of the act, by which it is spread
   */
  public static Optional<Wait.Slot> of(PlatformFailure failure, String key, Instant now) {
    return switch (failure) {
      case PlatformFailure.RateLimited limited ->
          Optional.of(slot(GateReason.RATE_LIMIT, limited.until(), limited.reason(), key));
      case PlatformFailure.PaymentRequired unpaid ->
          Optional.of(slot(GateReason.CREDITS, now.plus(UNTIL_PAID), unpaid.reason(), key));
      case PlatformFailure.NeedsReconnect dead ->
          Optional.of(
              slot(GateReason.NEEDS_RECONNECT, now.plus(UNTIL_CONNECTED), dead.reason(), key));
      case PlatformFailure.Transient passing ->
          Optional.of(slot(GateReason.OUTAGE, now.plus(OUTAGE), passing.reason(), key));
      case PlatformFailure.NotPermitted forbidden -> Optional.empty();
      case PlatformFailure.Rejected rejected -> Optional.empty();
    };
  }

  /**
   * The wait until the platform can be asked whether an act has happened.
   *
   * @param attemptedAt when the attempt began that nobody knows the end of
   */
  public static Wait.Slot settling(Instant attemptedAt, Instant now) {
    Instant due = attemptedAt.plus(SETTLING);
    Instant at = due.isAfter(now) ? due : now.plus(OUTAGE);
    return new Wait.Slot(
        at, at, "Whether the platform has done it is being found out.", GateReason.OUTAGE);
  }

  private static Wait.Slot slot(GateReason reason, Instant until, String words, String key) {
    Instant at = until.plusMillis((long) (SPREAD.toMillis() * StableFraction.of(key)));
    return new Wait.Slot(at, at, words, reason);
  }
}
