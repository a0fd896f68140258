package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.ContactRequest;
import dev.stitch.api.contact.Contacts;
import dev.stitch.api.entity.Entrances;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.TextBody;
import dev.stitch.launch.InboundJourneys;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.webhook.DeliveryOutcome;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRepository;
import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Takes posts in: only signed ones, for an endpoint that takes any. */
@Singleton
class WebhookReceiver {

  private final WebhookRepository endpoints;
  private final Deliveries deliveries;
  private final Contacts contacts;
  private final Entrances entrances;
  private final InboundJourneys arrivals;
  private final TextBody bodies;

  WebhookReceiver(
      WebhookRepository endpoints,
      Deliveries deliveries,
      Contacts contacts,
      Entrances entrances,
      InboundJourneys arrivals,
      TextBody bodies) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.contacts = contacts;
    this.entrances = entrances;
    this.arrivals = arrivals;
    this.bodies = bodies;
  }

  /**
   * Carries a post out, once.
   *
   * @throws ApiProblem 401 unsigned; 404 no such endpoint; 409 it takes no posts now; 400 no JSON;
   *     422 its mapping cannot be carried out on it
   */
  DeliveryReceipt receive(UUID endpointId, byte[] body, HttpHeaders headers) {
    WebhookEndpoint endpoint =
        endpoints
            .find(endpointId)
            .orElseThrow(() -> ApiProblem.notFound("webhook endpoint", endpointId));
    SignedPost post = SignedPost.of(body, headers);
    post.requireSignature(endpoints.secrets(endpointId));
    if (!endpoint.enabled()) {
      throw ApiProblem.conflict("The endpoint is disabled: it takes no posts now.");
    }
    return DeliveryReceipt.of(
        deliveries.deliver(endpoint, post.webhookId(), json(post.body()), post.visibleHeaders()));
  }

  private JsonNode json(String body) {
    JsonNode json = bodies.required(body, JsonNode.class);
    return json == null ? NullNode.instance : json;
  }

  /** Carries a test out as if it had come signed, under an id of its own. */
  DeliveryReceipt deliver(WebhookEndpoint endpoint, TestRequest test) {
    return DeliveryReceipt.of(
        deliveries.deliver(endpoint, "test_" + Ids.next(), body(test), headers(test)));
  }

  /**
   * Tells what a post would do, and does nothing.
   *
   * @throws ApiProblem as the post would
   */
  DeliveryPreview preview(WebhookEndpoint endpoint, TestRequest test) {
    Meaning meaning = Mapping.read(endpoint, body(test), headers(test), Instant.now());
    if (meaning.uxNodeId() != null) {
      entrances.require(endpoint.flowId(), meaning.uxNodeId());
    }
    ContactRequest contact = contacts.checked(meaning.contact());
    Optional<UUID> known = contacts.idOf(contact.email());
    Optional<UUID> live = known.flatMap(id -> arrivals.present(endpoint.flowId(), id));
    DeliveryOutcome outcome = outcome(meaning, live.isPresent());
    return new DeliveryPreview(
        outcome.name().toLowerCase(Locale.ROOT),
        outcome == DeliveryOutcome.IGNORED ? reason(meaning, live.isPresent()) : null,
        contact,
        known.orElse(null),
        live.orElse(null),
        meaning.uxNodeId(),
        meaning.metadata(),
        endpoint.event(),
        meaning.event());
  }

  private static DeliveryOutcome outcome(Meaning meaning, boolean live) {
    if (live && meaning.event() != null) {
      return DeliveryOutcome.TOLD;
    }
    return live || meaning.uxNodeId() == null ? DeliveryOutcome.IGNORED : DeliveryOutcome.STARTED;
  }

  private static String reason(Meaning meaning, boolean live) {
    if (live) {
      return "already_in_journey";
    }
    return meaning.event() == null ? "no_route" : "no_journey";
  }

  private static JsonNode body(TestRequest test) {
    if (test.body() == null) {
      throw ApiProblem.invalid("/body", "is required: what would be posted");
    }
    return test.body();
  }

  private static ObjectNode headers(TestRequest test) {
    ObjectNode headers = Jsonb.object();
    if (test.headers() != null) {
      test.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    }
    return headers;
  }
}
