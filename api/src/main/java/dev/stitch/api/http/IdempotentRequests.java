package dev.stitch.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Database;
import dev.stitch.store.answer.AnswerRepository;
import dev.stitch.store.answer.StoredAnswer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  private final ObjectMapper mapper;

  IdempotentRequests(Database database, AnswerRepository answers, ObjectMapper mapper) {
    this.database = database;
    this.answers = answers;
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
    Optional<String> key = IdempotencyKey.of(request);
    if (key.isEmpty()) {
      Accepted<T> accepted = database.transaction(work);
      accepted.afterCommit().run();
      return response(accepted);
    }
    String route = request.getMethodName() + " " + request.getPath();
    Outcome<T> outcome = database.transaction(() -> answered(route, key.get(), hash(body), work));
    if (outcome.fresh() != null) {
      outcome.fresh().afterCommit().run();
      return response(outcome.fresh());
    }
    return replay(outcome.stored());
  }

  private record Outcome<T>(@Nullable Accepted<T> fresh, @Nullable StoredAnswer stored) {}

  private <T> Outcome<T> answered(
      String route, String key, String hash, Supplier<Accepted<T>> work) {
    if (!answers.claim(route, key)) {
      throw ApiProblem.conflict(
          "A request with this " + IdempotencyKey.HEADER + " is being worked on.");
    }
    Optional<StoredAnswer> earlier = answers.find(route, key);
    if (earlier.isPresent()) {
      if (!earlier.get().requestHash().equals(hash)) {
        throw ApiProblem.invalid(
            "/" + IdempotencyKey.HEADER, "was used for another request to this route");
      }
      return new Outcome<>(null, earlier.get());
    }
    Accepted<T> accepted = work.get();
    JsonNode answer = mapper.valueToTree(accepted.body());
    String location = accepted.location() == null ? null : accepted.location().toString();
    answers.insert(
        route, key, new StoredAnswer(hash, accepted.status().getCode(), location, answer));
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

  private String hash(@Nullable Object body) {
    String text = body == null ? "" : mapper.valueToTree(body).toString();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
