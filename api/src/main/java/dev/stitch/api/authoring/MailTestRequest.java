package dev.stitch.api.authoring;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Who tries saved mail out.
 *
 * @param to the address that gets it
 * @param contactId with whose fields it is rendered; null for nobody's
 * @param mailbox by which it leaves: {@code smtp}, {@code built-in}, or the id or name of a stored
 *     mail server; null for the usual one
 * @param connection another name of {@code mailbox}
 */
record MailTestRequest(
    @Nullable String to,
    @Nullable UUID contactId,
    @Nullable String mailbox,
    @Nullable String connection) {}
