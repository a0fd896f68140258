package dev.stitch.api.entity;

import dev.stitch.api.http.OptionalBody;
import dev.stitch.api.journey.ActIds;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.machine.Act;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of what is done to a journey; each answers the entity after the act. */
@Tag(name = "Entities")
@Controller("/api/entities/{id}")
class EntityActController {

  private final EntityActs acts;
  private final OptionalBody bodies;

  EntityActController(EntityActs acts, OptionalBody bodies) {
    this.acts = acts;
    this.bodies = bodies;
  }

  @Post("/move")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "moveEntity", summary = "Moves the entity to a UX node")
  @TakesIdempotencyKey
  EntityView move(UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Move body) {
    return acts.move(id, ActIds.of(request), caller.actor(), body);
  }

  @Post("/advance")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "advanceEntity",
      summary = "Lets the entity leave its UX node along the spine")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  EntityView advance(UUID id, HttpRequest<?> request, Caller caller) {
    return acts.act(id, new Act.Advance(ActIds.of(request), caller.actor()));
  }

  @Post("/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseEntity", summary = "Pauses the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActRequests.Pause.class)))
  @Consumes(MediaType.ALL)
  EntityView pause(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var pause = bodies.read(body, ActRequests.Pause.class, ActRequests.Pause.DEFAULT);
    return acts.act(id, new Act.Pause(ActIds.of(request), caller.actor(), null, pause.timers()));
  }

  @Post("/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeEntity", summary = "Resumes the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActRequests.Resume.class)))
  @Consumes(MediaType.ALL)
  EntityView resume(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var resume = bodies.read(body, ActRequests.Resume.class, ActRequests.Resume.DEFAULT);
    return acts.act(id, new Act.Resume(ActIds.of(request), caller.actor(), null, resume.mode()));
  }

  @Post("/retry")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "retryEntity", summary = "Retries failed paths of the stage")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActRequests.Retry.class)))
  @Consumes(MediaType.ALL)
  EntityView retry(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var retry = bodies.read(body, ActRequests.Retry.class, ActRequests.Retry.DEFAULT);
    return acts.retry(id, ActIds.of(request), caller.actor(), retry);
  }

  @Post("/skip")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "skipEntityNode", summary = "Skips a failed or waiting node")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActRequests.Skip.class)))
  @Consumes(MediaType.ALL)
  EntityView skip(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var skip = bodies.read(body, ActRequests.Skip.class, ActRequests.Skip.DEFAULT);
    return acts.act(
        id, new Act.Skip(ActIds.of(request), caller.actor(), skip.runId(), skip.nodeId()));
  }

  @Post("/cancel")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "cancelEntity", summary = "Cancels the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActRequests.Cancel.class)))
  @Consumes(MediaType.ALL)
  EntityView cancel(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var cancel = bodies.read(body, ActRequests.Cancel.class, ActRequests.Cancel.DEFAULT);
    return acts.act(id, new Act.Cancel(ActIds.of(request), caller.actor(), cancel.reason()));
  }

  @Post("/migrate")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "migrateEntity",
      summary = "Moves the journey to another version of its flow")
  @TakesIdempotencyKey
  EntityView migrate(
      UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Migrate body) {
    return acts.migrate(id, ActIds.of(request), caller.actor(), body);
  }

  @Post("/events")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "sendEntityEvent",
      summary = "Tells the journey of an event from outside")
  @TakesIdempotencyKey
  @Status(HttpStatus.ACCEPTED)
  EntityActs.Told tell(
      UUID id, HttpRequest<?> request, Caller caller, @Body ActRequests.Event body) {
    return acts.tell(id, ActIds.of(request), caller.actor(), body);
  }
}
