package dev.stitch.port;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.FailureConverter;
import io.temporal.failure.DefaultFailureConverter;
import io.temporal.internal.worker.WorkflowExecutionException;

/**
 * Lets the failure of an update's validator through as it was thrown. The SDK wraps it and answers
 * the client with the wrapper's type, without the details that say why an act was refused.
 */
final class RefusalConverter implements FailureConverter {

  private final FailureConverter others = new DefaultFailureConverter();

  @Override
  public Failure exceptionToFailure(Throwable throwable, DataConverter dataConverter) {
    return throwable instanceof WorkflowExecutionException wrapper
        ? wrapper.getFailure()
        : others.exceptionToFailure(throwable, dataConverter);
  }

  @Override
  public RuntimeException failureToException(Failure failure, DataConverter dataConverter) {
    return others.failureToException(failure, dataConverter);
  }
}
