package dev.stitch.api.flow;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Publishing.PublishRequest;
import dev.stitch.api.flow.Publishing.Published;
import dev.stitch.store.flow.FlowVersion;
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
import java.net.URI;
import java.util.UUID;

/** Routes of published versions. */
@Controller("/api/flows/{id}/versions")
class VersionController {

  private final Flows flows;
  private final Publishing publishing;
  private final VersionRepository versions;

  VersionController(Flows flows, Publishing publishing, VersionRepository versions) {
    this.flows = flows;
    this.publishing = publishing;
    this.versions = versions;
  }

  @Post
  HttpResponse<Published> publish(
      UUID id,
      @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
      @Nullable @Body PublishRequest request) {
    Published published = publishing.publish(id, ifMatch, request);
    return published.created()
        ? HttpResponse.created(
            published, URI.create("/api/flows/" + id + "/versions/" + published.version()))
        : HttpResponse.ok(published);
  }

  @Get
  Page<VersionSummary> list(UUID id, PageRequest page) {
    return versions.page(flows.get(id).id(), page);
  }

  /** Also of removed flows, for the journeys that went through them. */
  @Get("/{version}")
  FlowVersion get(UUID id, int version) {
    return versions
        .find(id, version)
        .orElseThrow(() -> ApiProblem.notFound("version of flow " + id, version));
  }
}
