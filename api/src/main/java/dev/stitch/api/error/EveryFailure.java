package dev.stitch.api.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/**
 * Handles what no handler of the framework does, our own {@link ApiProblem} first of all. Without
 * it the framework would send the messages of unexpected exceptions to clients.
 */
@Singleton
@Produces(Problem.MEDIA_TYPE)
public class EveryFailure implements ExceptionHandler<Throwable, HttpResponse<?>> {

  private final ProblemResponses responses;

  EveryFailure(ProblemResponses responses) {
    this.responses = responses;
  }

  @Override
  @SuppressWarnings("rawtypes") // the framework's interface is
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    return responses.processResponse(
        ErrorContext.builder(request).cause(failure).build(), HttpResponse.serverError());
  }
}
