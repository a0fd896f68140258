package dev.stitch.api.run;

import dev.stitch.api.flow.Flows;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.http.TextBody;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.Rehearsal;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.request.RunRequest;
import dev.stitch.model.FlowKind;
import dev.stitch.store.access.Role;
import dev.stitch.store.flow.Flow;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** The route that runs a flow: a system flow directly, a business flow by seeding it. */
@Tag(name = "Runs")
@Controller("/api/flows/{flowId}/run")
class FlowRunController {

  private final Flows flows;
  private final FlowRuns direct;
  private final Seeding seeding;
  private final TextBody bodies;
  private final IdempotentRequests idempotent;

  FlowRunController(
      Flows flows,
      FlowRuns direct,
      Seeding seeding,
      TextBody bodies,
      IdempotentRequests idempotent) {
    this.flows = flows;
    this.direct = direct;
    this.seeding = seeding;
    this.bodies = bodies;
    this.idempotent = idempotent;
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "runFlow", summary = "Runs a system flow, or seeds a business flow")
  @TakesIdempotencyKey
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunRequest.class)))
  @ApiResponse(
      responseCode = "200",
      description = "What a seeding would accept (dryRun); nothing has begun",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SeedingForecast.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The run (system flows) or the seeding (business flows) that was accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {RunAccepted.class, Seeded.class})))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> run(
      UUID flowId, HttpRequest<?> request, Caller caller, @Nullable @Body String body) {
    RunRequest run = bodies.read(body, RunRequest.class, RunRequest.EMPTY);
    Flow flow = flows.get(flowId);
    if (flow.kind() == FlowKind.SYSTEM) {
      return idempotent.once(request, run, () -> direct.run(flow, run, caller));
    }
    return run.isDryRun()
        ? Rehearsal.of(request, () -> seeding.preview(flow, run))
        : idempotent.once(request, run, () -> seeding.seed(flow, run, caller));
  }
}
