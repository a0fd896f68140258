package dev.stitch.api.http;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.Refusal;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.answer.AnswerRepository;
import dev.stitch.store.answer.KeyedRequest;
import dev.stitch.store.answer.StoredAnswer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out acts on workflows, each once under one Idempotency-Key. A workflow cannot be part of
 * a transaction, so the key is written down before the act, and that it was done after it. An act
 * that was cut off in between is sent again under its id, by which the workflow knows it.
 */
@Singleton
public class KeyedActs {

  private final Database database;
  private final AnswerRepository answers;
  private final KeyedRequests requests;

  KeyedActs(Database database, AnswerRepository answers, KeyedRequests requests) {
    this.database = database;
    this.answers = answers;
    this.requests = requests;
  }

  /**
   * Carries an act out, or answers as things are now when that was done under its key before.
   *
   * @param body what was sent, or null
   * @param act is given the act's id: the key, or a new one
   * @param now is given the same, and changes nothing
   * @throws ApiProblem 422 when the key was used for another request
   */
  public <T> T once(
      HttpRequest<?> request,
      @Nullable Object body,
      Function<String, T> act,
      Function<String, T> now) {
    Optional<KeyedRequest> keyed = requests.of(request, body);
    return keyed.isEmpty() ? act.apply(Ids.next().toString()) : once(keyed.get(), act, now);
  }

  private <T> T once(KeyedRequest request, Function<String, T> act, Function<String, T> now) {
    if (database.transaction(() -> isDone(request))) {
      return now.apply(request.key());
    }
    try {
      T answer = act.apply(request.key());
      answers.finish(request, HttpStatus.OK.getCode());
      return answer;
    } catch (Refusal refused) {
      answers.release(request);
      throw refused;
    } catch (ApiProblem problem) {
      if (problem.status() != HttpStatus.SERVICE_UNAVAILABLE) {
        answers.release(request);
      }
      throw problem;
    }
  }

  /** Writes the request down unless that was done; tells whether it has been carried out. */
  private boolean isDone(KeyedRequest request) {
    answers.awaitClaim(request.key());
    Optional<StoredAnswer> earlier = requests.earlier(request);
    if (earlier.isEmpty()) {
      answers.insert(new StoredAnswer(request, null, null, null));
    }
    return earlier.map(StoredAnswer::status).isPresent();
  }
}
