package dev.stitch.port;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;

/** Answers a refused update with the failure that says why, type and details included. */
final class RefusalConverter implements FailureConverter {

  private final FailureConverter others = new DefaultFailureConverter();

  @Override
  public Failure exceptionToFailure(Throwable throwable, DataConverter dataConverter) {
    return others.exceptionToFailure(
        throwable instanceof RefusedUpdate refused ? refused.answer() : throwable, dataConverter);
  }

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter dataConverter) {
    return others.failureToException(failure, dataConverter);
  }
}
