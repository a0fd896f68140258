package dev.stitch.api.flow;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Publishing.PublishRequest;
import dev.stitch.api.flow.Publishing.Published;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.flow.FlowVersion;
import dev.stitch.store.flow.VersionListing;
import dev.stitch.store.flow.VersionRepository;
import dev.stitch.store.flow.VersionSummary;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of published versions. */
@Tag(name = "Flows")
@Controller("/api/flows/{id}/versions")
class VersionController {

  private final Flows flows;
  private final Publishing publishing;
  private final VersionListing listing;
  private final VersionRepository versions;

  VersionController(
      Flows flows, Publishing publishing, VersionListing listing, VersionRepository versions) {
    this.listing = listing;
    this.flows = flows;
    this.publishing = publishing;
    this.versions = versions;
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "publishFlow", summary = "Publishes the draft as a version")
  @ApiResponse(responseCode = "201", description = "The new version", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "200",
      description = "The version that had this content already",
      useReturnTypeSchema = true)
  HttpResponse<Published> publish(
      UUID id,
      @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
      @Nullable @Body PublishRequest request,
      Caller caller) {
    Published published = publishing.publish(id, ifMatch, request, caller.actor());
    return published.created()
        ? HttpResponse.created(
            published, URI.create("/api/flows/" + id + "/versions/" + published.version()))
        : HttpResponse.ok(published);
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listFlowVersions", summary = "Lists the published versions of a flow")
  Page<VersionSummary> list(UUID id, PageRequest page) {
    return listing.page(flows.get(id).id(), page);
  }

  /** Also of removed flows, for the journeys that went through them. */
  @Get("/{version}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getFlowVersion", summary = "Reads a published version with its graph")
  FlowVersion get(UUID id, int version) {
    return versions
        .find(id, version)
        .orElseThrow(() -> ApiProblem.notFound("version of flow " + id, version));
  }
}
