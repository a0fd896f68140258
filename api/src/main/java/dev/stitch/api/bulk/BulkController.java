package dev.stitch.api.bulk;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.act.BulkControl;
import dev.stitch.launch.bulk.BulkActRequest;
import dev.stitch.store.access.Role;
import dev.stitch.store.bulk.BulkItem;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.bulk.BulkTarget;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of bulk operations. */
@Tag(name = "Bulk operations")
@Controller("/api/bulk-operations")
class BulkController {

  private final BulkOperations operations;
  private final BulkControl control;
  private final IdempotentRequests idempotent;

  BulkController(BulkOperations operations, BulkControl control, IdempotentRequests idempotent) {
    this.operations = operations;
    this.control = control;
    this.idempotent = idempotent;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listBulkOperations", summary = "Lists bulk operations")
  Page<BulkView> list(
      PageRequest page,
      @Nullable @QueryValue UUID flowId,
      @Nullable @QueryValue UUID templateId,
      @Nullable @QueryValue BulkStatus status,
      @Parameter(description = "What they act on.") @Nullable @QueryValue BulkTarget on,
      @Parameter(description = "`true` for those that go on, `false` for those that have ended.")
          @Nullable
          @QueryValue
          String live) {
    return operations.list(
        new BulkRepository.Query(flowId, templateId, status, on, QueryFlag.read("live", live)),
        page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "actOnMany",
      summary = "Does an act to many journeys, tasks, contacts or runs, or says what it would take")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkActRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "What would be taken and left out (dryRun); nothing was done",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkAccepted.class)))
  @ApiResponse(
      responseCode = "202",
      description = "What was taken and left out, and the operation that does it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkAccepted.class)))
  HttpResponse<?> act(HttpRequest<?> request, Caller caller, @Body BulkActRequest body) {
    return body.isDryRun()
        ? Rehearsal.of(request, () -> operations.rehearse(body))
        : idempotent.once(request, body, () -> operations.begin(body, caller.actor()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getBulkOperation", summary = "Reads the progress of a bulk operation")
  BulkView get(UUID id) {
    return operations.get(id);
  }

  @Get("/{id}/items")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listBulkItems",
      summary = "Lists what an act on many was accepted for, and what has become of each")
  Page<BulkItem> items(UUID id, PageRequest page, @Nullable @QueryValue BulkItem.State state) {
    return operations.items(id, state, page);
  }

  @Post("/{id}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseBulkOperation", summary = "Pauses a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView pause(UUID id) {
    control.pause(id);
    return operations.get(id);
  }

  @Post("/{id}/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeBulkOperation", summary = "Resumes a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView resume(UUID id) {
    control.resume(id);
    return operations.get(id);
  }

  @Post("/{id}/cancel")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "cancelBulkOperation",
      summary = "Cancels what is left of a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView cancel(UUID id) {
    control.cancel(id);
    return operations.get(id);
  }
}
