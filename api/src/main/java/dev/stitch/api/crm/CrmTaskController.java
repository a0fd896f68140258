package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.CrmTask;
import dev.stitch.store.crm.CrmTaskQuery;
import dev.stitch.store.crm.CrmTaskStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import java.net.URI;
import java.util.UUID;

/** Routes of what people have to do. */
@Tag(name = "CRM")
@Controller("/api/crm-tasks")
class CrmTaskController {

  private final CrmListing listing;
  private final CrmTasks tasks;

  CrmTaskController(CrmListing listing, CrmTasks tasks) {
    this.listing = listing;
    this.tasks = tasks;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listCrmTasks", summary = "Lists tasks of the CRM, the newest first")
  Page<CrmTask> list(
      PageRequest page,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue UUID engagementId,
      @Nullable @QueryValue UUID relatedTemplateId,
      @Nullable @QueryValue UUID workflowRunId,
      @Nullable @QueryValue UUID humanTaskId,
      @Nullable @QueryValue CrmTaskStatus status,
      @Nullable @QueryValue String assignee) {
    return listing.tasks(
        new CrmTaskQuery(
            contactId,
            engagementId,
            relatedTemplateId,
            workflowRunId,
            humanTaskId,
            status,
            assignee),
        page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createCrmTask", summary = "Creates a task of the CRM")
  @ApiResponse(
      responseCode = "201",
      description = "The new task of the CRM",
      useReturnTypeSchema = true)
  HttpResponse<CrmTask> create(Caller caller, @Body CrmTaskRequest request) {
    CrmTask task = tasks.create(request, caller);
    return HttpResponse.created(task, URI.create("/api/crm-tasks/" + task.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getCrmTask", summary = "Reads a task of the CRM")
  CrmTask get(UUID id) {
    return tasks.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "updateCrmTask",
      summary = "Changes fields of a task of the CRM by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CrmTaskRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  CrmTask change(UUID id, Caller caller, @Body ObjectNode patch) {
    return tasks.change(id, patch, caller);
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteCrmTask", summary = "Deletes a task of the CRM")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    tasks.remove(id);
  }
}
