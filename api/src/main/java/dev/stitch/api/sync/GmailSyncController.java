package dev.stitch.api.sync;

import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.sync.GmailSyncRequest;
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

/** Reads Google accounts. */
@Tag(name = "Syncs")
@Controller("/api/platforms/gmail")
class GmailSyncController {

  private final Syncs syncs;
  private final TextBody bodies;

  GmailSyncController(Syncs syncs, TextBody bodies) {
    this.syncs = syncs;
    this.bodies = bodies;
  }

  @Post("/sync")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "syncGmail",
      summary =
          "Reads the address book of a Google account, or who wrote to whom in its mailbox, from where the last sync came to")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = GmailSyncRequest.class)))
  @AnswersWithRun
  @Consumes(MediaType.ALL)
  HttpResponse<?> sync(
      HttpRequest<?> request,
      Caller caller,
      @Nullable @WaitSeconds @QueryValue String wait,
      @Nullable @Body String body) {
    GmailSyncRequest asked = bodies.read(body, GmailSyncRequest.class, GmailSyncRequest.EMPTY);
    return syncs.start(request, caller, asked, asked.read(), wait);
  }
}
