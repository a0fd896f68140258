package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * A post to try an endpoint with.
 *
 * @param headers by name
 * @param deliver true to carry it out as if it had come signed; otherwise it is only told what
 *     would happen
 */
record TestRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable JsonNode body,
    @Nullable Map<String, String> headers,
    @Nullable Boolean deliver) {}
