package dev.stitch.api.mailbox;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the recipient of a mail answers.
 *
 * @param text plain text
 */
record ReplyRequest(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String text) {}
