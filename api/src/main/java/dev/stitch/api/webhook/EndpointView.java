package dev.stitch.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An endpoint as clients see it.
 *
 * @param path where to post
 * @param previousSecretValidUntil until when the secret before the last rotation is taken too
 * @param secret only in the answer to what made it; absent ever after
 */
record EndpointView(
    UUID id,
    String name,
    String path,
    UUID flowId,
    @Nullable String uxNodeId,
    Map<String, String> mapping,
    @Nullable String event,
    List<WebhookRoute> routes,
    boolean enabled,
    @Nullable Instant previousSecretValidUntil,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  static EndpointView of(WebhookEndpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointView of(WebhookEndpoint endpoint, @Nullable String secret) {
    return new EndpointView(
        endpoint.id(),
        endpoint.name(),
        "/api/webhooks/" + endpoint.id(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        endpoint.mapping(),
        endpoint.event(),
        endpoint.routes(),
        endpoint.enabled(),
        endpoint.previousSecretValidUntil(),
        endpoint.createdAt(),
        endpoint.updatedAt(),
        secret);
  }
}
