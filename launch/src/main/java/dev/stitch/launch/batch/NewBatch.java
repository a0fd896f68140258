package dev.stitch.launch.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;
import java.util.UUID;

/**
 * A run that works off many pages or items, before it is accepted.
 *
 * @param id of the run
 * @param work what its slices do, such as {@code x_contacts}
 * @param config what it was asked for, by the words of its route; {@code syncSubType} in it lets
 *     one run at a time do this for the account
 * @param platformAccountId the connection that it works for, or null
 * @param opening the type of a step that stands for the whole run and of one that sums it up; null
 *     for none
 * @param retryOf the run that it retries, or null
 */
public record NewBatch(
    UUID id,
    WorkflowType type,
    String work,
    NewRun.Origin origin,
    ObjectNode config,
    @Nullable UUID platformAccountId,
    @Nullable BatchStepType opening,
    @Nullable UUID retryOf) {
  public NewBatch {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(config, "config");
  }
}
