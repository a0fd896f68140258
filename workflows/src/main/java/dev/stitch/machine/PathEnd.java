package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a system flow ended.
 *
 * @param failedNodeId the node that failed it, or null
 * @param result outputs of its last nodes by node id, or null
 * @param metadata changes to the entity's metadata, or null
 * @param resume its node states when it did not complete, because closed children expire
 */
public record PathEnd(
    RunStatus status,
    @Nullable String failedNodeId,
    @Nullable StepFailure failure,
    @Nullable JsonNode result,
    @Nullable JsonNode metadata,
    @Nullable ResumePoint resume) {}
