package dev.stitch.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.answer.AnswerRepository;
import dev.stitch.store.answer.KeyedRequest;
import dev.stitch.store.answer.StoredAnswer;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether two requests under one Idempotency-Key are the same. */
@Singleton
class KeyedRequests {

  private final AnswerRepository answers;
  private final ObjectMapper mapper;

  KeyedRequests(AnswerRepository answers, ObjectMapper mapper) {
    this.answers = answers;
    this.mapper = mapper;
  }

  /** What a request asks for under its key, empty when it has none. */
  Optional<KeyedRequest> of(HttpRequest<?> request, @Nullable Object body) {
    return IdempotencyKey.of(request)
        .map(
            key ->
                new KeyedRequest(
                    key, request.getMethodName() + " " + request.getPath(), hash(body)));
  }

  /**
   * What the same request was answered before, empty when its key is new. The caller has claimed
   * the key.
   *
   * @throws ApiProblem 422 when the key was used for another request
   */
  Optional<StoredAnswer> earlier(KeyedRequest request) {
    Optional<StoredAnswer> earlier = answers.find(request);
    earlier
        .map(StoredAnswer::request)
        .filter(before -> !before.equals(request))
        .ifPresent(
            before -> {
              throw ApiProblem.invalid(
                  "/" + IdempotencyKey.HEADER,
                  before.route().equals(request.route())
                      ? "was used for another request to this route; send a new key with a new request"
                      : "was used for %s; send a new key with a new request"
                          .formatted(before.route()));
            });
    return earlier;
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
