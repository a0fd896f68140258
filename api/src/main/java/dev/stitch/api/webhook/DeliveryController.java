package dev.stitch.api.webhook;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.webhook.DeliveryOutcome;
import dev.stitch.store.webhook.DeliveryRepository;
import dev.stitch.store.webhook.WebhookDelivery;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of the log of deliveries. */
@Tag(name = "Webhooks")
@Controller("/api/webhook-endpoints/{endpointId}/deliveries")
class DeliveryController {

  private final WebhookEndpoints endpoints;
  private final DeliveryRepository repository;
  private final Deliveries deliveries;
  private final IdempotentRequests idempotent;

  DeliveryController(
      WebhookEndpoints endpoints,
      DeliveryRepository repository,
      Deliveries deliveries,
      IdempotentRequests idempotent) {
    this.endpoints = endpoints;
    this.repository = repository;
    this.deliveries = deliveries;
    this.idempotent = idempotent;
  }

  @RequiresRole(Role.VIEWER)
  @Get
  @Operation(operationId = "listWebhookDeliveries", summary = "Lists what came to an endpoint")
  Page<WebhookDelivery> list(
      UUID endpointId, PageRequest page, @Nullable @QueryValue DeliveryOutcome outcome) {
    endpoints.get(endpointId);
    return repository.page(endpointId, outcome, page);
  }

  @RequiresRole(Role.VIEWER)
  @Get("/{id}")
  @Operation(operationId = "getWebhookDelivery", summary = "Reads a delivery")
  WebhookDelivery get(UUID endpointId, UUID id) {
    return repository.find(endpointId, id).orElseThrow(() -> ApiProblem.notFound("delivery", id));
  }

  /** Carries a delivery out again, by the endpoint as it is now. */
  @RequiresRole(Role.OPERATOR)
  @Post("/{id}/replay")
  @Operation(
      operationId = "replayWebhookDelivery",
      summary = "Carries a delivery out again, by the endpoint as it is now")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The delivery with what came of it",
      content = @Content(schema = @Schema(implementation = WebhookDelivery.class)))
  HttpResponse<Object> replay(UUID endpointId, UUID id, HttpRequest<?> request) {
    return idempotent.once(request, null, () -> deliveries.replay(endpoints.get(endpointId), id));
  }
}
