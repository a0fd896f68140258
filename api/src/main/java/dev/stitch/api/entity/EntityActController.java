package dev.stitch.api.entity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.http.KeyedActs;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.machine.Act;
import dev.stitch.machine.AdvanceAct;
import dev.stitch.machine.CancelAct;
import dev.stitch.machine.PauseAct;
import dev.stitch.machine.ResumeAct;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.SkipAct;
import dev.stitch.machine.TimerMode;
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
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Routes of what is done to a journey; each answers the entity after the act. */
@Tag(name = "Entities")
@Controller("/api/entities/{id}")
class EntityActController {

  private final EntityActs acts;
  private final Entities entities;
  private final TextBody bodies;
  private final KeyedActs keyed;

  EntityActController(EntityActs acts, Entities entities, TextBody bodies, KeyedActs keyed) {
    this.acts = acts;
    this.entities = entities;
    this.bodies = bodies;
    this.keyed = keyed;
  }

  @Post("/move")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "moveEntity", summary = "Moves the entity to a UX node")
  @TakesIdempotencyKey
  EntityView move(UUID id, HttpRequest<?> request, Caller caller, @Body Move body) {
    return once(id, request, body, actId -> acts.move(id, actId, caller.actor(), body.uxNodeId()));
  }

  @Post("/advance")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "advanceEntity",
      summary = "Lets the entity leave its UX node along the spine")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  EntityView advance(UUID id, HttpRequest<?> request, Caller caller) {
    return once(id, request, null, actId -> acts.act(id, new AdvanceAct(actId, caller.actor())));
  }

  @Post("/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseEntity", summary = "Pauses the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Pause.class)))
  @Consumes(MediaType.ALL)
  EntityView pause(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var pause = bodies.read(body, Pause.class, Pause.DEFAULT);
    return once(
        id,
        request,
        pause,
        actId -> acts.act(id, new PauseAct(actId, caller.actor(), null, pause.timers())));
  }

  @Post("/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeEntity", summary = "Resumes the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Resume.class)))
  @Consumes(MediaType.ALL)
  EntityView resume(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var resume = bodies.read(body, Resume.class, Resume.DEFAULT);
    return once(
        id,
        request,
        resume,
        actId -> acts.act(id, new ResumeAct(actId, caller.actor(), null, resume.mode())));
  }

  @Post("/retry")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "retryEntity", summary = "Retries failed paths of the stage")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Retry.class)))
  @Consumes(MediaType.ALL)
  EntityView retry(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var retry = bodies.read(body, Retry.class, Retry.DEFAULT);
    return once(
        id,
        request,
        retry,
        actId ->
            acts.retry(id, actId, caller.actor(), retry.runId(), retry.from(), retry.version()));
  }

  @Post("/skip")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "skipEntityNode", summary = "Skips a failed or waiting node")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Skip.class)))
  @Consumes(MediaType.ALL)
  EntityView skip(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var skip = bodies.read(body, Skip.class, Skip.DEFAULT);
    return once(
        id,
        request,
        skip,
        actId -> acts.act(id, new SkipAct(actId, caller.actor(), skip.runId(), skip.nodeId())));
  }

  @Post("/cancel")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "cancelEntity", summary = "Cancels the journey")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Cancel.class)))
  @Consumes(MediaType.ALL)
  EntityView cancel(UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    var cancel = bodies.read(body, Cancel.class, Cancel.DEFAULT);
    return once(
        id,
        request,
        cancel,
        actId -> acts.act(id, new CancelAct(actId, caller.actor(), cancel.reason())));
  }

  @Post("/migrate")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "migrateEntity",
      summary = "Moves the journey to another version of its flow")
  @TakesIdempotencyKey
  EntityView migrate(UUID id, HttpRequest<?> request, Caller caller, @Body Migrate body) {
    return once(
        id,
        request,
        body,
        actId -> acts.migrate(id, actId, caller.actor(), body.version(), body.nodeMap()));
  }

  @Post("/start-flow")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "startFlowOfEntity",
      summary = "Starts a flow that was mapped to the stage after the entity came to it")
  @TakesIdempotencyKey
  EntityView startFlow(UUID id, HttpRequest<?> request, Caller caller, @Body StartFlow body) {
    return once(
        id, request, body, actId -> acts.startFlow(id, actId, caller.actor(), body.systemFlowId()));
  }

  @Post("/events")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "sendEntityEvent",
      summary = "Tells the journey of an event from outside")
  @TakesIdempotencyKey
  @Status(HttpStatus.ACCEPTED)
  EntityActs.Told tell(
      UUID id, HttpRequest<?> request, Caller caller, @Body EntityActs.Event body) {
    Function<String, EntityActs.Told> tell =
        eventId -> acts.tell(id, eventId, caller.actor(), body);
    // The event's own id makes it one, also when it comes under several keys.
    return keyed.once(request, body, tell, tell);
  }

  private EntityView once(
      UUID id, HttpRequest<?> request, @Nullable Object body, Function<String, EntityView> act) {
    return keyed.once(request, body, act, actId -> entities.get(id));
  }

  // ---- bodies; every field but uxNodeId, version and systemFlowId has a default ----

  @Schema(name = "MoveRequest")
  record Move(
      @Schema(requiredMode = REQUIRED, nullable = false) @JsonAlias("ux_node_id") @Nullable
          String uxNodeId) {}

  @Schema(name = "PauseRequest")
  record Pause(@Nullable TimerMode timers) {
    static final Pause DEFAULT = new Pause(null);
  }

  @Schema(name = "ResumeRequest")
  record Resume(@Nullable ResumeMode mode) {
    static final Resume DEFAULT = new Resume(null);
  }

  /**
   * @param runId the failed run, or null for all failed ones of the stage
   */
  @Schema(name = "RetryEntityRequest")
  record Retry(
      @Nullable UUID runId, @Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version) {
    static final Retry DEFAULT = new Retry(null, null, null);
  }

  @Schema(name = "SkipRequest")
  record Skip(@Nullable UUID runId, @Nullable String nodeId) {
    static final Skip DEFAULT = new Skip(null, null);
  }

  @Schema(name = "CancelRequest")
  record Cancel(@Nullable String reason) {
    static final Cancel DEFAULT = new Cancel(null);
  }

  @Schema(name = "StartFlowRequest")
  record StartFlow(
      @Schema(requiredMode = REQUIRED, nullable = false) @Nullable UUID systemFlowId) {}

  /**
   * @param version a version's number, or {@code latest}
   * @param nodeMap old UX node id to new, where they differ
   */
  @Schema(name = "MigrateRequest")
  record Migrate(
      @Schema(
              oneOf = {Integer.class, String.class},
              requiredMode = REQUIRED)
          @Nullable
          JsonNode version,
      @Nullable Map<String, String> nodeMap) {}
}
