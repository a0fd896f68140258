package dev.stitch.store.webhook;

import dev.stitch.store.JsonbColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where an outside system posts, and what its posts mean; never with its secrets. Table {@code
 * webhook_endpoints}.
 *
 * @param uxNodeId where journeys begin when no route holds; null begins none
 * @param mapping CEL by field: {@code email}, {@code name}, {@code metadata.…}, {@code event.…}, …
 * @param event what a journey that is already there is told; null tells it nothing
 * @param routes tried in order; the first that holds says where a journey begins
 * @param previousSecretValidUntil until when the secret before the last rotation is taken too
 */
@MappedEntity("webhook_endpoints")
public record WebhookEndpoint(
    @Id UUID id,
    String name,
    UUID flowId,
    @Nullable String uxNodeId,
    @JsonbColumn Map<String, String> mapping,
    @Nullable String event,
    @JsonbColumn List<WebhookRoute> routes,
    boolean enabled,
    @MappedProperty("previous_valid_until") @Nullable Instant previousSecretValidUntil,
    Instant createdAt,
    Instant updatedAt) {

  public WebhookEndpoint {
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    routes = List.copyOf(routes);
  }
}
