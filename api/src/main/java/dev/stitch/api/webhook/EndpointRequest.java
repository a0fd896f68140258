package dev.stitch.api.webhook;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRoute;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a client may set of an endpoint.
 *
 * @param uxNodeId where journeys begin when no route holds; without it and without routes, posts
 *     only reach journeys that are there
 * @param mapping CEL over {@code body}, {@code headers} and {@code now}, by the field that it
 *     fills: {@code email} (required), {@code name}, {@code phone}, {@code company}, {@code title},
 *     {@code timezone}, {@code lifecycleStage}, {@code tags}, {@code attributes.…}, {@code
 *     metadata.…}, {@code event.…}
 * @param event what a journey is told that the contact is in already
 * @param routes the first whose {@code when} holds says where the journey begins
 * @param enabled whether posts are taken; true without it
 * @param secret {@code whsec_} and 24 to 64 bytes in Base64; made and shown once when absent
 */
record EndpointRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable UUID flowId,
    @JsonAlias("ux_node_id") @Nullable String uxNodeId,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
        Map<String, String> mapping,
    @Nullable String event,
    @Nullable List<WebhookRoute> routes,
    @Nullable Boolean enabled,
    @Nullable String secret) {

  /** The fields of an endpoint as they are, for a patch to be applied to. */
  static EndpointRequest of(WebhookEndpoint endpoint) {
    return new EndpointRequest(
        endpoint.name(),
        endpoint.flowId(),
        endpoint.uxNodeId(),
        endpoint.mapping(),
        endpoint.event(),
        endpoint.routes(),
        endpoint.enabled(),
        null);
  }
}
