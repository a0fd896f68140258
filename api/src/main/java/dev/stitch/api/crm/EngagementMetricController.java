package dev.stitch.api.crm;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.EngagementMetric;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of how posts and engagements were received. */
@Tag(name = "CRM")
@Controller("/api/engagement-metrics")
class EngagementMetricController {

  private final CrmListing listing;
  private final Metrics metrics;

  EngagementMetricController(CrmListing listing, Metrics metrics) {
    this.listing = listing;
    this.metrics = metrics;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listEngagementMetrics",
      summary = "Lists measurements, the newest first")
  Page<EngagementMetric> list(
      PageRequest page,
      @Nullable @QueryValue UUID contentPostId,
      @Nullable @QueryValue UUID engagementId,
      @Nullable @QueryValue String metric) {
    return listing.metrics(contentPostId, engagementId, metric, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "appendEngagementMetric",
      summary = "Adds a measurement of a post or of an engagement")
  @ApiResponse(responseCode = "201", description = "The measurement", useReturnTypeSchema = true)
  HttpResponse<EngagementMetric> append(@Body MetricRequest request) {
    EngagementMetric measured = metrics.append(request);
    return HttpResponse.created(measured, URI.create("/api/engagement-metrics/" + measured.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getEngagementMetric", summary = "Reads a measurement")
  EngagementMetric get(UUID id) {
    return metrics.get(id);
  }
}
