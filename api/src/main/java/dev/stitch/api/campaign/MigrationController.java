package dev.stitch.api.campaign;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
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

/** Moves those who are under way to the newest steps. */
@Tag(name = "Campaigns")
@Controller("/api/workflows/templates/{id}/migrate")
class MigrationController {

  private final Migrations migrations;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;

  MigrationController(Migrations migrations, TextBody bodies, IdempotentRequests idempotent) {
    this.migrations = migrations;
    this.bodies = bodies;
    this.idempotent = idempotent;
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "migrateEnrollments",
      summary = "Has enrollments that are under way go on by the newest steps")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MigrateRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Which would move (dryRun); none did",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Migrated.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Which move, and the operation that moves them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Migrated.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> migrate(
      UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    MigrateRequest asked = bodies.read(body, MigrateRequest.class, MigrateRequest.EMPTY);
    return asked.isDryRun()
        ? Rehearsal.of(request, () -> migrations.rehearse(id, asked))
        : idempotent.once(request, asked, () -> migrations.migrate(id, asked, caller));
  }
}
