package dev.stitch.api.sync;

import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.sync.XEnrichRequest;
import dev.stitch.launch.sync.XSyncRequest;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Routes that read X. */
@Tag(name = "Syncs")
@Controller("/api/platforms/x")
class XSyncController {

  private final Syncs syncs;
  private final TextBody bodies;

  XSyncController(Syncs syncs, TextBody bodies) {
    this.syncs = syncs;
    this.bodies = bodies;
  }

  @Post("/sync")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "syncX",
      summary =
          "Reads followers, posts or mentions of an account of X, from where the last sync came to")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = XSyncRequest.class)))
  @AnswersWithRun
  @Consumes(MediaType.ALL)
  HttpResponse<?> sync(
      HttpRequest<?> request,
      Caller caller,
      @Nullable @WaitSeconds @QueryValue String wait,
      @Nullable @Body String body) {
    XSyncRequest asked = bodies.read(body, XSyncRequest.class, XSyncRequest.EMPTY);
    return syncs.start(request, caller, asked, asked.read(), wait);
  }

  @Post("/enrich")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "enrichFromX",
      summary = "Completes contacts that have an identity of X by what X tells of them")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = XEnrichRequest.class)))
  @AnswersWithRun
  @Consumes(MediaType.ALL)
  HttpResponse<?> enrich(
      HttpRequest<?> request,
      Caller caller,
      @Nullable @WaitSeconds @QueryValue String wait,
      @Nullable @Body String body) {
    XEnrichRequest asked = bodies.read(body, XEnrichRequest.class, XEnrichRequest.EMPTY);
    return syncs.start(request, caller, asked, asked.read(), wait);
  }
}
