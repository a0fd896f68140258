package dev.stitch.api.mailbox;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An address that no mail is to go to.
 *
 * @param detail why, in words
 */
record SuppressionRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String address,
    @Nullable String detail) {}
