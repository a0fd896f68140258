package dev.stitch.api.agent;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.launch.agent.AgentRunRequest;
import dev.stitch.store.access.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The route that starts agents. */
@Tag(name = "Agents")
@Controller("/api/agents")
class AgentController {

  private final AgentRuns runs;
  private final IdempotentRequests idempotent;

  AgentController(AgentRuns runs, IdempotentRequests idempotent) {
    this.runs = runs;
    this.idempotent = idempotent;
  }

  @Post("/runs")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "startAgent", summary = "Starts a run of an agent")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The run that was accepted, with its session",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AgentRunAccepted.class)))
  HttpResponse<Object> start(HttpRequest<?> request, Caller caller, @Body AgentRunRequest body) {
    return idempotent.once(request, body, () -> runs.accept(body, caller));
  }
}
