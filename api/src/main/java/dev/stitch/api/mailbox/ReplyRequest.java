package dev.stitch.api.mailbox;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the recipient of a mail answers.
 *
 * @param text plain text
 */
record ReplyRequest(@Schema(requiredMode = REQUIRED, nullable = false) @Nullable String text) {}
