package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.QueryFlag;
import dev.stitch.api.http.Revision;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.model.FlowKind;
import dev.stitch.store.access.Role;
import dev.stitch.store.flow.Flow;
import dev.stitch.store.flow.FlowFiguresRepository;
import dev.stitch.store.flow.FlowQuery;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.flow.FlowSummary;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of flows and their drafts. */
@Tag(name = "Flows")
@Controller("/api/flows")
class FlowController {

  private final Flows flows;
  private final FlowRepository repository;
  private final FlowFiguresRepository counts;
  private final FlowViews views;
  private final Stages stages;

  FlowController(
      Flows flows,
      FlowRepository repository,
      FlowFiguresRepository counts,
      FlowViews views,
      Stages stages) {
    this.flows = flows;
    this.repository = repository;
    this.counts = counts;
    this.views = views;
    this.stages = stages;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listFlows", summary = "Lists flows")
  Page<FlowSummary> list(
      PageRequest page,
      @Nullable @QueryValue FlowKind kind,
      @Nullable @QueryValue String tag,
      @Parameter(description = "true for the archived ones instead of the others")
          @Nullable
          @QueryValue
          String archived,
      @Parameter(description = "Whether each is told with how it goes") @Nullable @QueryValue
          String figures) {
    FlowQuery query =
        new FlowQuery(kind, tag, Boolean.TRUE.equals(QueryFlag.read("archived", archived)));
    Page<FlowSummary> found = repository.page(query, page);
    return Boolean.TRUE.equals(QueryFlag.read("figures", figures)) ? counts.counted(found) : found;
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "createFlow", summary = "Creates a flow with its draft")
  @ApiResponse(responseCode = "201", description = "The new flow", useReturnTypeSchema = true)
  HttpResponse<Flow> create(@Body FlowRequest request) {
    Flow flow = flows.create(request);
    return HttpResponse.created(flow, URI.create("/api/flows/" + flow.id()))
        .header(HttpHeaders.ETAG, Revision.tag(flow.draftRevision()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getFlow", summary = "Reads a flow with its draft")
  HttpResponse<Flow> get(UUID id) {
    return tagged(flows.get(id));
  }

  @Put("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "updateFlow",
      summary = "Changes a flow's draft, name, input schema or tags")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FlowRequest.class)))
  HttpResponse<Flow> change(
      UUID id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, @Body ObjectNode body) {
    return tagged(flows.change(id, ifMatch, body));
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "deleteFlow",
      summary = "Archives a flow: takes it out of sight and use until it is restored")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch) {
    flows.remove(id, ifMatch);
  }

  @Post("/{id}/restore")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "restoreFlow", summary = "Brings an archived flow back")
  HttpResponse<Flow> restore(UUID id) {
    return tagged(flows.restore(id));
  }

  @Post("/validate")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "validateGraph", summary = "Validates a graph without storing it")
  FlowViews.Findings validate(@Body ValidateRequest request) {
    return views.findings(request);
  }

  @Get("/{id}/run-form")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getRunForm", summary = "Says what a run of the flow asks for")
  RunForm runForm(UUID id) {
    return views.runForm(id);
  }

  @Get("/{id}/stages")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listFlowStages",
      summary = "Counts the entities at each UX node by status")
  Page<Stages.Stage> stages(UUID id) {
    return Page.whole(stages.of(flows.getBmc(id)));
  }

  private static HttpResponse<Flow> tagged(Flow flow) {
    return HttpResponse.ok(flow).header(HttpHeaders.ETAG, Revision.tag(flow.draftRevision()));
  }
}
