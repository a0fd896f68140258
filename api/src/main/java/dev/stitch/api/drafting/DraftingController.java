package dev.stitch.api.drafting;

import dev.stitch.api.agent.AgentRunAccepted;
import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of graphs that models propose. */
@Tag(name = "Flows")
@Controller("/api/flows/{id}/proposals")
class DraftingController {

  private final Drafting drafting;
  private final IdempotentRequests idempotent;

  DraftingController(Drafting drafting, IdempotentRequests idempotent) {
    this.drafting = drafting;
    this.idempotent = idempotent;
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "proposeFlow",
      summary = "Has a model propose a graph; the draft stays as it is")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The run that proposes it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AgentRunAccepted.class)))
  HttpResponse<Object> propose(
      HttpRequest<?> request, UUID id, Caller caller, @Body ProposalRequest body) {
    return idempotent.once(request, body, () -> drafting.propose(id, body, caller));
  }

  @Get("/{runId}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getFlowProposal", summary = "Reads what a model has proposed so far")
  Proposal get(UUID id, UUID runId) {
    return drafting.proposal(id, runId);
  }
}
