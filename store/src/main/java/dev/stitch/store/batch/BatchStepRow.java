package dev.stitch.store.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.projection.ProjectedStep;
import io.micronaut.core.annotation.Nullable;

/**
 * A step that a slice writes.
 *
 * @param url what it fetched or is about
 * @param tool what it was done with
 */
public record BatchStepRow(
    ProjectedStep step, @Nullable String url, @Nullable String tool, @Nullable JsonNode input) {}
