package dev.stitch.api.workspace;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.workspace.CleanupStatus;
import dev.stitch.store.workspace.Workspace;
import dev.stitch.store.workspace.WorkspaceRepository;
import dev.stitch.store.workspace.WorkspaceState;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of workspaces: working copies of repositories that runs work in. */
@Tag(name = "Workspaces")
@Controller("/api/workspaces")
class WorkspaceController {

  private final WorkspaceRepository workspaces;

  WorkspaceController(WorkspaceRepository workspaces) {
    this.workspaces = workspaces;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listWorkspaces",
      summary = "Lists workspaces; q is looked for in their repositories and branches")
  Page<Workspace> list(
      PageRequest page,
      @Nullable @QueryValue WorkspaceState state,
      @Nullable @QueryValue CleanupStatus cleanupStatus,
      @Nullable @QueryValue String host) {
    return workspaces.page(new WorkspaceRepository.Query(state, cleanupStatus, host), page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getWorkspace", summary = "Reads a workspace")
  Workspace get(UUID id) {
    return workspaces.find(id).orElseThrow(() -> ApiProblem.notFound("workspace", id));
  }

  /** The worker that holds it deletes its folder within seconds; asked twice, it is gone once. */
  @Post("/{id}/cleanup")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "cleanWorkspace",
      summary = "Has the folder of a workspace deleted, with what was not pushed")
  @ApiResponse(
      responseCode = "202",
      description = "The workspace, which is to be deleted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Workspace.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Workspace> clean(UUID id) {
    if (!workspaces.requestCleanup(id)) {
      throw ApiProblem.conflict(
          "The workspace is in_use by the run "
              + get(id).usedBy()
              + ": cancel it, or wait for it.");
    }
    return HttpResponse.accepted().body(get(id));
  }
}
