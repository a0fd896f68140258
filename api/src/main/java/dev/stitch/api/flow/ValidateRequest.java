package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.flow.FlowKind;
import io.micronaut.core.annotation.Nullable;

/** A graph to be judged, of whatever JSON. */
public record ValidateRequest(@Nullable FlowKind kind, @Nullable JsonNode graph) {}
