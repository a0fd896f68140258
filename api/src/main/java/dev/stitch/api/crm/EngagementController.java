package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.Engagement;
import dev.stitch.store.crm.EngagementQuery;
import dev.stitch.store.crm.EngagementStatus;
import dev.stitch.store.crm.EngagementType;
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

/** Routes of what is done between us and contacts. */
@Tag(name = "CRM")
@Controller("/api/engagements")
class EngagementController {

  private final CrmListing listing;
  private final Engagements engagements;

  EngagementController(CrmListing listing, Engagements engagements) {
    this.listing = listing;
    this.engagements = engagements;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listEngagements", summary = "Lists engagements, the newest first")
  Page<Engagement> list(
      PageRequest page,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue UUID templateId,
      @Nullable @QueryValue UUID workflowRunId,
      @Nullable @QueryValue UUID contentPostId,
      @Nullable @QueryValue EngagementType type,
      @Nullable @QueryValue EngagementStatus status) {
    return listing.engagements(
        new EngagementQuery(contactId, templateId, workflowRunId, contentPostId, type, status),
        page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createEngagement", summary = "Creates an engagement")
  @ApiResponse(responseCode = "201", description = "The new engagement", useReturnTypeSchema = true)
  HttpResponse<Engagement> create(Caller caller, @Body EngagementRequest request) {
    Engagement engagement = engagements.create(request, caller);
    return HttpResponse.created(engagement, URI.create("/api/engagements/" + engagement.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getEngagement", summary = "Reads an engagement")
  Engagement get(UUID id) {
    return engagements.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "updateEngagement",
      summary = "Changes fields of an engagement by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = EngagementRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  Engagement change(UUID id, Caller caller, @Body ObjectNode patch) {
    return engagements.change(id, patch, caller);
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteEngagement", summary = "Deletes an engagement")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    engagements.remove(id);
  }
}
