package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.campaign.TemplateQuery;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.campaign.TemplateType;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of templates and their steps. */
@Tag(name = "Campaigns")
@Controller("/api/workflows/templates")
class TemplateController {

  private final Templates templates;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;

  TemplateController(Templates templates, TextBody bodies, IdempotentRequests idempotent) {
    this.templates = templates;
    this.bodies = bodies;
    this.idempotent = idempotent;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listTemplates", summary = "Lists templates with their steps")
  Page<TemplateView> list(
      PageRequest page,
      @Nullable @QueryValue TemplateStatus status,
      @Nullable @QueryValue TemplateType templateType) {
    return templates.list(new TemplateQuery(status, templateType), page);
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "createTemplate", summary = "Creates a template")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateRequest.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The new template",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  HttpResponse<Object> create(HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    TemplateRequest template = bodies.read(body, TemplateRequest.class, TemplateRequest.EMPTY);
    return idempotent.once(request, template, () -> templates.create(template, caller));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getTemplate", summary = "Reads a template with its steps")
  TemplateView get(UUID id) {
    return templates.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "updateTemplate",
      summary = "Changes a template: what the body names is replaced")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  TemplateView change(UUID id, Caller caller, @Body ObjectNode body) {
    return templates.change(id, body, caller);
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "deleteTemplate",
      summary = "Deletes a template; whoever is enrolled in it gets nothing more")
  @Status(HttpStatus.NO_CONTENT)
  @Consumes(MediaType.ALL)
  void remove(UUID id, Caller caller) {
    templates.remove(id, caller);
  }

  @Get("/{id}/graph")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getTemplateGraph",
      summary = "Reads the graph that whoever begins now walks")
  JsonNode graph(UUID id) {
    return templates.graph(id);
  }

  @Put("/{id}/steps")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "replaceTemplateSteps", summary = "Replaces all steps of a template")
  TemplateView replaceSteps(UUID id, @Body StepsRequest steps) {
    return templates.replaceSteps(id, steps);
  }

  @Post("/{id}/steps")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "appendTemplateStep", summary = "Appends a step to a template")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StepRequest.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The template with the new step",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  HttpResponse<Object> appendStep(UUID id, HttpRequest<?> request, @Nullable @Body String body) {
    StepRequest step = bodies.read(body, StepRequest.class, StepRequest.EMPTY);
    return idempotent.once(request, step, () -> templates.appendStep(id, step));
  }

  @Post("/{id}/activate")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "activateTemplate",
      summary = "Has whoever is enrolled in a template begin, or go on")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "200",
      description = "The template",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> activate(UUID id, HttpRequest<?> request, Caller caller) {
    return become(id, TemplateStatus.ACTIVE, request, caller);
  }

  @Post("/{id}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseTemplate", summary = "Has whoever is enrolled in a template wait")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "200",
      description = "The template",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> pause(UUID id, HttpRequest<?> request, Caller caller) {
    return become(id, TemplateStatus.PAUSED, request, caller);
  }

  @Post("/{id}/complete")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "completeTemplate",
      summary = "Ends a template for good, and whoever is enrolled in it with it")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "200",
      description = "The template",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> complete(UUID id, HttpRequest<?> request, Caller caller) {
    return become(id, TemplateStatus.COMPLETED, request, caller);
  }

  private HttpResponse<Object> become(
      UUID id, TemplateStatus status, HttpRequest<?> request, Caller caller) {
    return idempotent.once(request, null, () -> templates.become(id, status, caller));
  }
}
