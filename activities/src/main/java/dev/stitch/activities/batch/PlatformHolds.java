package dev.stitch.activities.batch;

import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.Hold;
import dev.stitch.port.BatchActivities.Hold.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** What a run does about a platform that does not do what it is asked. */
public final class PlatformHolds {

  /** Runs that wait for the same window do not all come back at once. */
  private static final Duration SPREAD = Duration.ofSeconds(5);

  private PlatformHolds() {}

  /** How the slice ends that met a failure. */
  public static SliceEnd of(PlatformFailure failure) {
    return switch (failure) {
      case PlatformFailure.RateLimited limited -> until(limited.until(), limited.reason());
      case PlatformFailure.PaymentRequired unpaid -> held(Reason.CREDITS, unpaid.reason());
      case PlatformFailure.NeedsReconnect dead -> held(Reason.NEEDS_RECONNECT, dead.reason());
      case PlatformFailure.Transient outage -> held(Reason.OUTAGE, outage.reason());
      case PlatformFailure.NotPermitted refused -> failed(refused.reason());
      case PlatformFailure.Rejected refused -> failed(refused.reason());
    };
  }

  /** Until a platform takes requests again. */
  public static SliceEnd until(Instant next, String detail) {
    Instant later = next.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis()));
    return new SliceEnd.Held(new Hold(Reason.RATE_LIMIT, later, detail));
  }

  private static SliceEnd held(Reason reason, String detail) {
    return new SliceEnd.Held(new Hold(reason, null, detail));
  }

  private static SliceEnd failed(String reason) {
    return new SliceEnd.Failed(new StepFailure(FailureCode.REJECTED, reason));
  }
}
