package dev.stitch.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.http.Revision;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.schedule.ScheduleKind;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import java.util.UUID;

/** Routes of schedules. */
@Tag(name = "Schedules")
@Controller("/api/schedules")
class ScheduleController {

  private final Schedules schedules;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;

  ScheduleController(Schedules schedules, TextBody bodies, IdempotentRequests idempotent) {
    this.schedules = schedules;
    this.bodies = bodies;
    this.idempotent = idempotent;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listSchedules", summary = "Lists schedules, the newest first")
  Page<ScheduleView> list(
      PageRequest page,
      @Nullable @QueryValue ScheduleKind kind,
      @Nullable @QueryValue String paused) {
    return schedules.list(kind, QueryFlag.read("paused", paused), page);
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "createSchedule",
      summary = "Creates a schedule; accepted also while Temporal is away, and pending until then")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScheduleRequest.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The new schedule",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScheduleView.class)))
  HttpResponse<Object> create(HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    ScheduleRequest asked = bodies.read(body, ScheduleRequest.class, ScheduleRequest.EMPTY);
    return idempotent.once(request, asked, () -> schedules.create(asked, caller));
  }

  @Post("/preview")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "previewSchedule",
      summary = "Says when a schedule would be due; looks at its times only, and keeps nothing")
  TimesPreview preview(@Body ScheduleRequest request) {
    return schedules.preview(request);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getSchedule", summary = "Reads a schedule")
  @ApiResponse(responseCode = "200", description = "The schedule", useReturnTypeSchema = true)
  HttpResponse<ScheduleView> get(UUID id) {
    return tagged(schedules.get(id));
  }

  @Patch("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "updateSchedule",
      summary = "Changes fields of a schedule by merge patch; what it has started goes on")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScheduleRequest.class)))
  @ApiResponse(responseCode = "200", description = "The schedule", useReturnTypeSchema = true)
  @Consumes({"application/json", "application/merge-patch+json"})
  HttpResponse<ScheduleView> change(
      UUID id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, @Body ObjectNode patch) {
    return tagged(schedules.change(id, patch, ifMatch));
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "deleteSchedule",
      summary = "Deletes a schedule; what it has started goes on")
  @Status(HttpStatus.NO_CONTENT)
  @Consumes(MediaType.ALL)
  void remove(UUID id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch) {
    schedules.remove(id, ifMatch);
  }

  @Post("/{id}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseSchedule", summary = "Has a schedule start nothing until resumed")
  @Consumes(MediaType.ALL)
  ScheduleView pause(UUID id) {
    return schedules.pause(id, true);
  }

  @Post("/{id}/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "resumeSchedule",
      summary = "Has a paused schedule go on; times that have passed are not made up for")
  @Consumes(MediaType.ALL)
  ScheduleView resume(UUID id) {
    return schedules.pause(id, false);
  }

  @Post("/{id}/run")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "runSchedule",
      summary = "Starts what a schedule starts now, by its own overlap policy, also while paused")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The run that is to begin",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = RunNow.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> run(UUID id, HttpRequest<?> request, Caller caller) {
    return idempotent.once(request, null, () -> schedules.runNow(id, caller));
  }

  @Post("/{id}/backfill")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "backfillSchedule",
      summary = "Makes up for times that have passed, at most a thousand")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BackfillRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The times that would be made up for (dryRun)",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Backfill.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The times that are made up for",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Backfill.class)))
  HttpResponse<Object> backfill(
      UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    BackfillRequest asked = bodies.read(body, BackfillRequest.class, BackfillRequest.EMPTY);
    return asked.isDryRun()
        ? Rehearsal.of(request, () -> schedules.rehearse(id, asked))
        : idempotent.once(request, asked, () -> schedules.backfill(id, asked, caller));
  }

  private static HttpResponse<ScheduleView> tagged(ScheduleView schedule) {
    return HttpResponse.ok(schedule).header(HttpHeaders.ETAG, Revision.tag(schedule.version()));
  }
}
