package dev.stitch.activities.platform;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;

/** A platform did not do what a step asked it to; {@link #failure} says what comes of that. */
public final class PlatformRefusal extends StepException {

  private static final long serialVersionUID = 1L;

  private final transient PlatformFailure failure;

  public PlatformRefusal(PlatformException refused) {
    super(code(refused.failure()), refused.failure().reason(), refused);
    this.failure = refused.failure();
  }

  public PlatformFailure failure() {
    return failure;
  }

  private static FailureCode code(PlatformFailure failure) {
    return switch (failure) {
      case PlatformFailure.RateLimited limited -> FailureCode.UNAVAILABLE;
      case PlatformFailure.PaymentRequired unpaid -> FailureCode.UNAVAILABLE;
      case PlatformFailure.NeedsReconnect dead -> FailureCode.UNAVAILABLE;
      case PlatformFailure.Transient passing -> FailureCode.UNAVAILABLE;
      case PlatformFailure.NotPermitted forbidden -> FailureCode.REJECTED;
      case PlatformFailure.Rejected rejected -> FailureCode.REJECTED;
    };
  }
}
