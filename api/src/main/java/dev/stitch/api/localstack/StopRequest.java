package dev.stitch.api.localstack;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Which worker is to be stopped.
 *
 * @param pid the process as it was read; the same request again finds another one and does nothing
 */
@Schema(name = "WorkerStopRequest")
record StopRequest(@Schema(requiredMode = REQUIRED, nullable = false) @Nullable Long pid) {}
