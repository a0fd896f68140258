package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.model.Platform;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.ContentPost;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.PostStatus;
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

/** Routes of where content stands on platforms. */
@Tag(name = "CRM")
@Controller("/api/content/{id}/posts")
class PostController {

  private final CrmListing listing;
  private final ContentItems content;
  private final ContentPosts posts;

  PostController(CrmListing listing, ContentItems content, ContentPosts posts) {
    this.listing = listing;
    this.content = content;
    this.posts = posts;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listPosts", summary = "Lists the posts of a content item")
  Page<ContentPost> list(
      UUID id,
      PageRequest page,
      @Nullable @QueryValue Platform platform,
      @Nullable @QueryValue PostStatus status,
      @Nullable @QueryValue UUID platformAccountId) {
    content.get(id);
    return listing.posts(id, platform, status, platformAccountId, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createPost", summary = "Creates a post")
  @ApiResponse(responseCode = "201", description = "The new post", useReturnTypeSchema = true)
  HttpResponse<ContentPost> create(UUID id, @Body PostRequest request) {
    ContentPost post = posts.create(id, request);
    return HttpResponse.created(post, URI.create("/api/content/" + id + "/posts/" + post.id()));
  }

  @Get("/{postId}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getPost", summary = "Reads a post")
  ContentPost get(UUID id, UUID postId) {
    return posts.get(id, postId);
  }

  @Patch("/{postId}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "updatePost", summary = "Changes fields of a post by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PostRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  ContentPost change(UUID id, UUID postId, @Body ObjectNode patch) {
    return posts.change(id, postId, patch);
  }

  @Delete("/{postId}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deletePost", summary = "Deletes a post")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id, UUID postId) {
    posts.remove(id, postId);
  }
}
