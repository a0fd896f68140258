package dev.stitch.machine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An id that was seen.
 *
 * @param refusal why what it names was refused, or null when it was applied
 */
public record Seen(Instant at, @Nullable Refusal refusal) {}
