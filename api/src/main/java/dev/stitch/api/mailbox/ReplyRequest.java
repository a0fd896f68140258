package dev.stitch.api.mailbox;

import io.micronaut.core.annotation.Nullable;

/**
 * What the recipient of a mail answers.
 *
 * @param text plain text
 */
record ReplyRequest(@Nullable String text) {}
