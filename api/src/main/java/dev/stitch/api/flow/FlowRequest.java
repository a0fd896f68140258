package dev.stitch.api.flow;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FlowKind;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What a client may set of a flow.
 *
 * @param graph the draft; an empty graph when absent at creation
 * @param inputSchema JSON Schema of the input that runs take
 * @param tags what the flow is about; none when absent at creation
 */
public record FlowRequest(
    @Nullable String name,
    @Nullable FlowKind kind,
    @Nullable @JsonAlias("draft") ObjectNode graph,
    @Nullable ObjectNode inputSchema,
    @Nullable List<String> tags) {}
