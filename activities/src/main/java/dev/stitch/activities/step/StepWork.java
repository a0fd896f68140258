package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.plan.PathPlan;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * One step to carry out.
 *
 * @param plan the flow that the step is of
 * @param variables {@code input, trigger, entity, steps}
 */
public record StepWork(
    PathPlan plan,
    PathPlan.Step step,
    UUID runId,
    UUID firstRunId,
    int execution,
    @Nullable UUID entityId,
    @Nullable UUID contactId,
    ObjectNode variables,
    Instant now,
    int attempt) {}
