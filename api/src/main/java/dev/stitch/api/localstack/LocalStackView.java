package dev.stitch.api.localstack;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The stack on this machine.
 *
 * @param supervised whether this API belongs to a stack that starts again what dies
 * @param worker its worker, null where nobody looks after one
 * @param temporalUi the address of Temporal's Web UI
 */
@Schema(name = "LocalStack")
record LocalStackView(boolean supervised, @Nullable WorkerProcess worker, String temporalUi) {}
