package dev.stitch.api.pipeline;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.run.RunAccepted;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PruneRehearsal;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.launch.pipeline.Undone;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes that enrich, search and prune contacts, and take back what a run did to them. */
@Tag(name = "Runs")
@Controller("/api/workflows")
class PipelineController {

  private final Pipelines pipelines;
  private final PruneRehearsal rehearsal;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;

  PipelineController(
      Pipelines pipelines,
      PruneRehearsal rehearsal,
      TextBody bodies,
      IdempotentRequests idempotent) {
    this.pipelines = pipelines;
    this.rehearsal = rehearsal;
    this.bodies = bodies;
    this.idempotent = idempotent;
  }

  @Post("/enrich")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "enrichContacts",
      summary =
          "Looks for missing fields of contacts on their websites, in a search engine and at X")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EnrichRequest.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The run that was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunAccepted.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> enrich(HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    EnrichRequest enrich = bodies.read(body, EnrichRequest.class, EnrichRequest.EMPTY);
    return idempotent.once(request, enrich, () -> pipelines.enrich(enrich, caller));
  }

  @Post("/search")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "searchContacts",
      summary = "Searches the web and makes contacts of the people and organisations it finds")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SearchRequest.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The run that was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunAccepted.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> search(HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    SearchRequest search = bodies.read(body, SearchRequest.class, SearchRequest.EMPTY);
    return idempotent.once(request, search, () -> pipelines.search(search, caller));
  }

  @Post("/prune")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "pruneContacts",
      summary = "Archives the contacts that meet a CEL expression, or tells which it would")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PruneRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Whom it would archive (dryRun); nothing has begun",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PruneRehearsal.Forecast.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The run that was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunAccepted.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> prune(HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    PruneRequest prune = bodies.read(body, PruneRequest.class, PruneRequest.EMPTY);
    return prune.isDryRun()
        ? Rehearsal.of(request, () -> rehearsal.forecast(prune))
        : idempotent.once(request, prune, () -> pipelines.prune(prune, caller));
  }

  @Post("/{id}/undo")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "undoRun",
      summary =
          "Brings back contacts that a run archived, parts those it merged, and gives fields back their values")
  @Consumes(MediaType.ALL)
  Undone undo(UUID id, Caller caller) {
    return pipelines.undo(id, caller);
  }
}
