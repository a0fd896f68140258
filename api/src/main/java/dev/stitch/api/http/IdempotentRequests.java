package dev.stitch.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Database;
import dev.stitch.store.answer.AnswerRepository;
import dev.stitch.store.answer.KeyedRequest;
import dev.stitch.store.answer.StoredAnswer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does the work of a request once, however often it is sent under one Idempotency-Key. The work and
 * its answer are one transaction: after a crash there are both or neither.
 */
@Singleton
public class IdempotentRequests {

  private final Database database;
  private final AnswerRepository answers;
  private final KeyedRequests requests;
  private final ObjectMapper mapper;

  IdempotentRequests(
      Database database, AnswerRepository answers, KeyedRequests requests, ObjectMapper mapper) {
    this.database = database;
    this.answers = answers;
    this.requests = requests;
    this.mapper = mapper;
  }

  /**
   * Answers a request.
   *
   * @param body what was sent, or null
   * @throws ApiProblem 422 when the key was used for another request, 409 while it is being worked
   *     on
   */
  public <T> HttpResponse<Object> once(
      HttpRequest<?> request, @Nullable Object body, Supplier<Accepted<T>> work) {
    Optional<KeyedRequest> keyed = requests.of(request, body);
    if (keyed.isEmpty()) {
      Accepted<T> accepted = database.transaction(work);
      accepted.afterCommit().run();
      return response(accepted);
    }
    Outcome<T> outcome = database.transaction(() -> answered(keyed.get(), work));
    if (outcome.fresh() != null) {
      outcome.fresh().afterCommit().run();
      return response(outcome.fresh());
    }
    return replay(outcome.stored());
  }

  private record Outcome<T>(@Nullable Accepted<T> fresh, @Nullable StoredAnswer stored) {}

  private <T> Outcome<T> answered(KeyedRequest request, Supplier<Accepted<T>> work) {
    if (!answers.claim(request.key())) {
      throw ApiProblem.conflict(
          "A request with this " + IdempotencyKey.HEADER + " is being worked on.");
    }
    Optional<StoredAnswer> earlier = requests.earlier(request);
    if (earlier.isPresent()) {
      return new Outcome<>(null, earlier.get());
    }
    Accepted<T> accepted = work.get();
    JsonNode answer = mapper.valueToTree(accepted.body());
    String location = accepted.location() == null ? null : accepted.location().toString();
    answers.insert(new StoredAnswer(request, accepted.status().getCode(), location, answer));
    return new Outcome<>(accepted, null);
  }

  private static HttpResponse<Object> response(Accepted<?> accepted) {
    return located(
        HttpResponse.<Object>status(accepted.status()).body(accepted.body()), accepted.location());
  }

  private static HttpResponse<Object> replay(StoredAnswer stored) {
    return located(
        HttpResponse.<Object>status(stored.status(), null)
            .body((Object) stored.body())
            .header("Idempotency-Replayed", "true"),
        stored.location() == null ? null : URI.create(stored.location()));
  }

  private static HttpResponse<Object> located(
      MutableHttpResponse<Object> response, @Nullable URI location) {
    return location == null ? response : response.header(HttpHeaders.LOCATION, location.toString());
  }
}
