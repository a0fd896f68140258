package dev.stitch.api.error;

import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** What Temporal's answer to a call of ours means for the client. */
final class TemporalProblems {

  private TemporalProblems() {}

  /** Empty when the failure is our own fault. */
  static Optional<ApiProblem> of(StatusRuntimeException failure) {
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED ->
          Optional.of(
              ApiProblem.unavailable("Temporal cannot be reached now; please repeat the request."));
      case OK,
          UNKNOWN,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          Optional.empty();
    };
  }
}
