package dev.stitch.store.mail;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * An address that no mail goes to. Table {@code suppressions}.
 *
 * @param address bare address in lower case
 * @param detail e.g. the status code of a bounce
 */
public record Suppression(
    String address, SuppressionReason reason, @Nullable String detail, Instant createdAt) {}
