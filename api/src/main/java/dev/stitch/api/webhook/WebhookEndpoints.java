package dev.stitch.api.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.MergePatch;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Makes, changes and removes endpoints. Their secrets are told once, to whom they are made for. */
@Singleton
class WebhookEndpoints {

  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final Database database;
  private final WebhookRepository repository;
  private final EndpointRules rules;
  private final ObjectMapper mapper;

  WebhookEndpoints(
      Database database, WebhookRepository repository, EndpointRules rules, ObjectMapper mapper) {
    this.database = database;
    this.repository = repository;
    this.rules = rules;
    this.mapper = mapper;
  }

  /**
   * @throws ApiProblem 404 when there is none
   */
  WebhookEndpoint get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  /** Adds an endpoint; the answer holds the secret when it was made here. */
  EndpointView create(EndpointRequest request) {
    WebhookEndpoint endpoint = rules.accepted(Ids.next(), request);
    String made = request.secret() == null ? WebhookSecret.make() : null;
    repository.insert(endpoint, made == null ? WebhookSecret.accepted(request.secret()) : made);
    return EndpointView.of(get(endpoint.id()), made);
  }

  /**
   * Changes an endpoint by merge patch.
   *
   * @throws ApiProblem 422 also when the patch has a secret: that is changed by rotation
   */
  EndpointView change(UUID id, ObjectNode patch) {
    if (patch.has("secret")) {
      throw ApiProblem.invalid(
          "/secret", "is changed by POST /api/webhook-endpoints/" + id + "/rotate-secret");
    }
    return database.transaction(
        () -> {
          WebhookEndpoint before = repository.findForUpdate(id).orElseThrow(() -> notFound(id));
          repository.update(rules.accepted(id, patched(before, patch)));
          return EndpointView.of(get(id));
        });
  }

  private EndpointRequest patched(WebhookEndpoint before, ObjectNode patch) {
    ObjectNode fields = mapper.valueToTree(EndpointRequest.of(before));
    try {
      return mapper.treeToValue(MergePatch.apply(fields, patch), EndpointRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives an endpoint another secret; the answer holds it when it was made here. */
  EndpointView rotate(UUID id, RotationRequest request) {
    Duration overlap = overlap(request.keepPreviousFor());
    String made = request.secret() == null ? WebhookSecret.make() : null;
    String secret = made == null ? WebhookSecret.accepted(request.secret()) : made;
    return database.transaction(
        () -> {
          get(id);
          repository.rotate(id, secret, Instant.now().plus(overlap));
          return EndpointView.of(get(id), made);
        });
  }

  private static Duration overlap(@Nullable String text) {
    if (text == null) {
      return USUAL_OVERLAP;
    }
    try {
      Duration overlap = Duration.parse(text);
      if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
        return overlap;
      }
    } catch (DateTimeException unreadable) {
      // Answered below, as any other value that will not do.
    }
    throw ApiProblem.invalid("/keepPreviousFor", "must be a duration of PT0S to P30D, e.g. PT12H");
  }

  void remove(UUID id) {
    if (!repository.delete(id)) {
      throw notFound(id);
    }
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("webhook endpoint", id);
  }
}
