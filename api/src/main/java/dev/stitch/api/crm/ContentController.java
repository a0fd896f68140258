package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.ContentItem;
import dev.stitch.store.crm.ContentStatus;
import dev.stitch.store.crm.CrmListing;
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

/** Routes of content. */
@Tag(name = "CRM")
@Controller("/api/content")
class ContentController {

  private final CrmListing listing;
  private final ContentItems content;

  ContentController(CrmListing listing, ContentItems content) {
    this.listing = listing;
    this.content = content;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listContent", summary = "Lists content, the newest first")
  Page<ContentItem> list(
      PageRequest page,
      @Nullable @QueryValue ContentStatus status,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue UUID templateId) {
    return listing.content(status, contactId, templateId, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createContent", summary = "Creates a content item")
  @ApiResponse(
      responseCode = "201",
      description = "The new content item",
      useReturnTypeSchema = true)
  HttpResponse<ContentItem> create(Caller caller, @Body ContentRequest request) {
    ContentItem item = content.create(request, caller);
    return HttpResponse.created(item, URI.create("/api/content/" + item.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getContent", summary = "Reads a content item")
  ContentItem get(UUID id) {
    return content.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "updateContent",
      summary = "Changes fields of a content item by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContentRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  ContentItem change(UUID id, @Body ObjectNode patch) {
    return content.change(id, patch);
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteContent", summary = "Deletes a content item")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    content.remove(id);
  }
}
