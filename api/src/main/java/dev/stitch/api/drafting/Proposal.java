package dev.stitch.api.drafting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.GraphProblem;
import dev.stitch.model.RunStatus;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * A graph that a model proposes for a flow.
 *
 * @param graph null while there is none yet, and when none came of it
 * @param valid whether it could be published as far as the graph alone tells
 * @param errors what is wrong with it
 * @param failure why there will be none, or no better one; null otherwise
 */
@Schema(name = "FlowProposal")
public record Proposal(
    UUID runId,
    UUID sessionId,
    RunStatus status,
    @Nullable JsonNode graph,
    boolean valid,
    List<GraphProblem> errors,
    List<GraphProblem> warnings,
    @Nullable String failure,
    BigDecimal costUsd) {}
