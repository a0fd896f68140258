package dev.stitch.api.error;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every error response, those of the framework included, as a {@link Problem}. */
@Singleton
public class ProblemResponses implements ErrorResponseProcessor<Problem> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);

  @Override
  @SuppressWarnings("unchecked") // without a body the type of the body says nothing
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    Problem problem = problem(context, response.status());
    response.status(problem.status());
    context
        .getRootCause()
        .flatMap(ProblemResponses::retryAfter)
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, seconds(wait)));
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()) {
      response.header("Retry-After", "1");
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return request.getMethod() == HttpMethod.HEAD
        ? (MutableHttpResponse<Problem>) response
        : response.body(problem).contentType(Problem.MEDIA_TYPE);
  }

  private static Optional<Duration> retryAfter(Throwable failure) {
    return failure instanceof ApiProblem problem ? problem.retryAfter() : Optional.empty();
  }

  /** Rounded up: to come back a moment early would be in vain. */
  private static String seconds(Duration wait) {
    return Long.toString(wait.plusMillis(999).toSeconds());
  }

  private static Problem problem(ErrorContext context, HttpStatus status) {
    HttpRequest<?> request = context.getRequest();
    Optional<Throwable> failure = context.getRootCause();
    if (failure.isEmpty()) {
      return Problem.of(status, status.getReason(), request.getPath(), List.of());
    }
    return Failures.problem(request, failure.get())
        .map(
            problem ->
                Problem.of(
                    problem.status(), problem.getMessage(), request.getPath(), problem.faults()))
        .orElseGet(() -> defect(request, failure.get()));
  }

  /** Our own fault: the client learns where in the log it is, and nothing else. */
  private static Problem defect(HttpRequest<?> request, Throwable failure) {
    UUID id = UUID.randomUUID();
    LOG.error("{} {} failed ({})", request.getMethodName(), LoggedPath.of(request), id, failure);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "The server failed; its log has the reason under " + id + ".",
        "urn:uuid:" + id,
        List.of());
  }
}
