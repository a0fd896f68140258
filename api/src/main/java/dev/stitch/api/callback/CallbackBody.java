package dev.stitch.api.callback;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.callback.CallbackAnswer;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What an outside worker sends.
 *
 * @param output what later steps see as the step's output
 * @param error why it failed: a text, or anything else, which is kept as its JSON
 */
record CallbackBody(
    @Schema(requiredMode = REQUIRED, nullable = false) @Nullable CallbackAnswer.Status status,
    @Nullable JsonNode output,
    @Nullable JsonNode error) {}
