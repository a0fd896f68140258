package dev.stitch.store.campaign;

import java.util.UUID;

/**
 * A contact that was not enrolled.
 *
 * @param reason {@code not_found, archived, already_enrolled, unsubscribed, no_address, suppressed,
 *     too_soon}
 */
public record SkippedEnrollment(UUID contactId, String reason) {}
