package dev.stitch.api.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stitch.graph.InvalidGraphException;
import dev.stitch.launch.JourneyEndedOutsideException;
import dev.stitch.launch.act.UnansweredException;
import dev.stitch.launch.request.JsonRefusals;
import dev.stitch.launch.request.Refusal;
import dev.stitch.store.flow.FlowRemovedException;
import dev.stitch.store.page.UnknownSortException;
import dev.stitch.store.secret.MissingKeyException;
import io.grpc.StatusRuntimeException;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.Optional;

/** Tells what a failure means for the client. */
final class Failures {

  private Failures() {}

  /** The problem that a failure is, empty when it is a defect of ours. */
  static Optional<ApiProblem> problem(HttpRequest<?> request, Throwable failure) {
    // The cause that says most is often wrapped; eight levels are more than any library wraps.
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      Optional<ApiProblem> problem = ofThis(request, cause);
      if (problem.isPresent()) {
        return problem;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<ApiProblem> ofThis(HttpRequest<?> request, Throwable cause) {
    return switch (cause) {
      case ApiProblem problem -> Optional.of(problem);
      case Refusal refusal -> Optional.of(ApiProblem.of(refusal));
      case JsonProcessingException json -> Optional.of(ApiProblem.of(JsonRefusals.of(json)));
      case ConversionErrorException conversion -> ofArgument(request, conversion);
      case UnsatisfiedRouteException missing ->
          Optional.of(ApiProblem.unreadable("/" + missing.getArgument().getName(), "is required"));
      case UnsatisfiedArgumentException missing ->
          Optional.of(ApiProblem.unreadable("/" + missing.getArgument().getName(), "is required"));
      case InvalidGraphException graph ->
          Optional.of(ApiProblem.invalid("/graph", graph.getMessage()));
      case UnknownSortException sort ->
          Optional.of(ApiProblem.unreadable("/sort", sort.getMessage()));
      case ContentLengthExceededException size -> Optional.of(ApiProblem.tooLarge(tooLarge()));
      case BufferLengthExceededException size -> Optional.of(ApiProblem.tooLarge(tooLarge()));
      case HttpStatusException status ->
          Optional.of(ApiProblem.of(status.getStatus(), detail(request, status)));
      case URISyntaxException uri ->
          Optional.of(ApiProblem.unreadable("", "the address cannot be read"));
      case MissingKeyException key -> Optional.of(ApiProblem.unavailable(key.getMessage()));
      case UnansweredException silent -> Optional.of(ApiProblem.unavailable(silent.getMessage()));
      case JourneyEndedOutsideException ended ->
          Optional.of(ApiProblem.conflict(ended.getMessage()));
      case FlowRemovedException removed -> Optional.of(ApiProblem.conflict(removed.getMessage()));
      case SQLException sql -> SqlProblems.of(sql);
      case StatusRuntimeException rpc -> TemporalProblems.of(rpc);
      default -> Optional.empty();
    };
  }

  private static Optional<ApiProblem> ofArgument(
      HttpRequest<?> request, ConversionErrorException conversion) {
    Throwable cause = conversion.getConversionError().getCause();
    while (cause != null) {
      if (cause instanceof JsonProcessingException json) {
        return Optional.of(ApiProblem.of(JsonRefusals.of(json)));
      }
      cause = cause.getCause();
    }
    String name = conversion.getArgument().getName();
    boolean inPath =
        RouteAttributes.getRouteMatch(request)
            .map(RouteMatch::getVariableValues)
            .filter(values -> values.containsKey(name))
            .isPresent();
    if (inPath && !request.getParameters().contains(name)) {
      return Optional.of(
          ApiProblem.of(HttpStatus.NOT_FOUND, "There is nothing at " + request.getPath() + "."));
    }
    return Optional.of(
        ApiProblem.unreadable(
            "/" + name, "must be " + JsonRefusals.expected(conversion.getArgument().getType())));
  }

  private static String detail(HttpRequest<?> request, HttpStatusException status) {
    return switch (status.getStatus()) {
      case NOT_FOUND -> "There is nothing at " + request.getPath() + ".";
      case METHOD_NOT_ALLOWED ->
          request.getMethodName() + " is not possible at " + request.getPath() + ".";
      default -> status.getMessage() == null ? status.getStatus().getReason() : status.getMessage();
    };
  }

  private static String tooLarge() {
    return "The body is too large: JSON may have 4 MiB, an import 50 MiB.";
  }
}
