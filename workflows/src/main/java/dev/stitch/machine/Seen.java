package dev.stitch.machine;

import java.time.Instant;

/**
 * An id that was seen.
 *
 * @param refusal why what it names was refused, or null when it was applied
 */
public record Seen(Instant at, Refusal refusal) {}
