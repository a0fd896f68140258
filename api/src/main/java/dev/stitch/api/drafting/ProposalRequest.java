package dev.stitch.api.drafting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/**
 * What a flow is to do.
 *
 * @param description in one's own words
 * @param model a model of Anthropic's API, or the offline stand-in "scripted", which needs a script
 * @param connection stored key to ask the model with, by id or name; the server's own when left out
 * @param budgetUsd most that it may cost, in US dollars; 1 when left out
 * @param script of the offline stand-in: an entry for each of its turns
 */
@Schema(name = "FlowProposalRequest")
public record ProposalRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable
        String description,
    @Nullable String model,
    @Nullable String connection,
    @Nullable BigDecimal budgetUsd,
    @Nullable ObjectNode script) {}
