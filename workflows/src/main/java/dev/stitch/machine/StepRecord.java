package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded step of a run, as it now stands.
 *
 * @param index rises by one within the run
 * @param type id of the step type
 */
public record StepRecord(
    int index,
    String nodeId,
    String type,
    NodeStatus status,
    @Nullable JsonNode output,
    @Nullable StepFailure failure,
    int attempt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {}
