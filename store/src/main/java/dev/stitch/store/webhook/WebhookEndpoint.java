package dev.stitch.store.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
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
public record WebhookEndpoint(
    UUID id,
    String name,
    UUID flowId,
    @Nullable String uxNodeId,
    Map<String, String> mapping,
    @Nullable String event,
    List<WebhookRoute> routes,
    boolean enabled,
    @Nullable Instant previousSecretValidUntil,
    Instant createdAt,
    Instant updatedAt) {

  public WebhookEndpoint {
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    routes = List.copyOf(routes);
  }

  static WebhookEndpoint of(Row row) throws SQLException {
    return new WebhookEndpoint(
        row.uuid("id"),
        row.text("name"),
        row.uuid("flow_id"),
        row.textOrNull("ux_node_id"),
        Jsonb.MAPPER.convertValue(row.json("mapping"), new TypeReference<>() {}),
        row.textOrNull("event"),
        Jsonb.MAPPER.convertValue(row.json("routes"), new TypeReference<>() {}),
        row.flag("enabled"),
        row.instant("previous_valid_until"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
