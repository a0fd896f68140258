package dev.stitch.api.campaign;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.KeyedActs;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.request.EnrollRequest;
import dev.stitch.store.access.Role;
import dev.stitch.store.campaign.EnrollmentStatus;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.function.Function;

/** Routes of a template's enrollments. */
@Tag(name = "Campaigns")
@Controller("/api/workflows/templates/{id}/enrollments")
class EnrollmentController {

  private final Enrollments enrollments;
  private final EnrollmentActs acts;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;
  private final KeyedActs keyed;

  EnrollmentController(
      Enrollments enrollments,
      EnrollmentActs acts,
      TextBody bodies,
      IdempotentRequests idempotent,
      KeyedActs keyed) {
    this.enrollments = enrollments;
    this.acts = acts;
    this.bodies = bodies;
    this.idempotent = idempotent;
    this.keyed = keyed;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listEnrollments",
      summary = "Lists who is enrolled in a template, and what holds each of them")
  Page<EnrollmentView> list(
      UUID id,
      PageRequest page,
      @Nullable @QueryValue EnrollmentStatus status,
      @Nullable @QueryValue UUID contactId) {
    return acts.list(id, status, contactId, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "enrollContacts", summary = "Enrolls contacts in a template")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EnrollRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Who would be enrolled (dryRun); nobody was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Enrolled.class)))
  @ApiResponse(
      responseCode = "202",
      description = "Who was enrolled, and the operation that begins them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Enrolled.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> enroll(
      UUID id, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    EnrollRequest asked = bodies.read(body, EnrollRequest.class, EnrollRequest.EMPTY);
    return asked.isDryRun()
        ? Rehearsal.of(request, () -> enrollments.rehearse(id, asked))
        : idempotent.once(request, asked, () -> enrollments.enroll(id, asked, caller));
  }

  @Get("/{enrollmentId}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getEnrollment", summary = "Reads an enrollment")
  EnrollmentView get(UUID id, UUID enrollmentId) {
    return acts.get(id, enrollmentId);
  }

  @Post("/{enrollmentId}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseEnrollment", summary = "Has an enrollment wait")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  EnrollmentView pause(UUID id, UUID enrollmentId, HttpRequest<?> request, Caller caller) {
    return once(id, enrollmentId, request, actId -> acts.pause(id, enrollmentId, actId, caller));
  }

  @Post("/{enrollmentId}/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeEnrollment", summary = "Has an enrollment go on")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  EnrollmentView resume(UUID id, UUID enrollmentId, HttpRequest<?> request, Caller caller) {
    return once(id, enrollmentId, request, actId -> acts.resume(id, enrollmentId, actId, caller));
  }

  @Post("/{enrollmentId}/remove")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "removeEnrollment",
      summary = "Ends an enrollment; its contact gets nothing more")
  @TakesIdempotencyKey
  @Consumes(MediaType.ALL)
  EnrollmentView remove(UUID id, UUID enrollmentId, HttpRequest<?> request) {
    return once(id, enrollmentId, request, actId -> acts.remove(id, enrollmentId));
  }

  private EnrollmentView once(
      UUID id, UUID enrollmentId, HttpRequest<?> request, Function<String, EnrollmentView> act) {
    return keyed.once(request, null, act, actId -> acts.get(id, enrollmentId));
  }
}
