package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.webhook.WebhookEndpoint;
import dev.stitch.store.webhook.WebhookRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of webhook endpoints. */
@Tag(name = "Webhooks")
@Controller("/api/webhook-endpoints")
class EndpointController {

  private final WebhookEndpoints endpoints;
  private final WebhookRepository repository;
  private final WebhookReceiver receiver;
  private final TextBody bodies;

  EndpointController(
      WebhookEndpoints endpoints,
      WebhookRepository repository,
      WebhookReceiver receiver,
      TextBody bodies) {
    this.endpoints = endpoints;
    this.repository = repository;
    this.receiver = receiver;
    this.bodies = bodies;
  }

  @RequiresRole(Role.VIEWER)
  @Get
  @Operation(operationId = "listWebhookEndpoints", summary = "Lists webhook endpoints")
  Page<EndpointView> list(PageRequest page, @Nullable @QueryValue UUID flowId) {
    Page<WebhookEndpoint> found = repository.page(flowId, page);
    return new Page<>(found.data().stream().map(EndpointView::of).toList(), found.total());
  }

  @RequiresRole(Role.EDITOR)
  @Post
  @Operation(
      operationId = "createWebhookEndpoint",
      summary = "Creates a webhook endpoint; a secret made here is in this answer only")
  @ApiResponse(responseCode = "201", description = "The endpoint", useReturnTypeSchema = true)
  HttpResponse<EndpointView> create(@Body EndpointRequest request) {
    EndpointView endpoint = endpoints.create(request);
    return HttpResponse.created(endpoint, URI.create("/api/webhook-endpoints/" + endpoint.id()));
  }

  @RequiresRole(Role.VIEWER)
  @Get("/{id}")
  @Operation(operationId = "getWebhookEndpoint", summary = "Reads a webhook endpoint")
  EndpointView get(UUID id) {
    return EndpointView.of(endpoints.get(id));
  }

  @RequiresRole(Role.EDITOR)
  @Patch("/{id}")
  @Operation(operationId = "changeWebhookEndpoint", summary = "Changes a webhook endpoint")
  @Consumes({"application/json", "application/merge-patch+json"})
  EndpointView change(UUID id, @Body ObjectNode patch) {
    return endpoints.change(id, patch);
  }

  /** Removes an endpoint with its log of deliveries. */
  @RequiresRole(Role.EDITOR)
  @Delete("/{id}")
  @Operation(
      operationId = "deleteWebhookEndpoint",
      summary = "Deletes a webhook endpoint with its log")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    endpoints.remove(id);
  }

  @RequiresRole(Role.EDITOR)
  @Post("/{id}/rotate-secret")
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Gives an endpoint another secret; the one before is taken for a while too")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RotationRequest.class)))
  EndpointView rotate(UUID id, @Nullable @Body String body) {
    return endpoints.rotate(id, bodies.read(body, RotationRequest.class, RotationRequest.DEFAULT));
  }

  /** Tells what a post would do; with {@code deliver}, does it. */
  @RequiresRole(Role.EDITOR)
  @Post("/{id}/test")
  @Operation(
      operationId = "testWebhookEndpoint",
      summary = "Tells what a post would do, or does it")
  @ApiResponse(
      responseCode = "200",
      description = "What the post would do",
      content = @Content(schema = @Schema(implementation = DeliveryPreview.class)))
  @ApiResponse(
      responseCode = "202",
      description = "What the post did",
      content = @Content(schema = @Schema(implementation = DeliveryReceipt.class)))
  HttpResponse<?> test(UUID id, HttpRequest<?> request, @Body TestRequest test) {
    WebhookEndpoint endpoint = endpoints.get(id);
    return Boolean.TRUE.equals(test.deliver())
        ? HttpResponse.accepted().body(receiver.deliver(endpoint, test))
        : Rehearsal.of(request, () -> receiver.preview(endpoint, test));
  }
}
