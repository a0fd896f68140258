package dev.stitch.store.mail;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * What became of a mail that came in. Table {@code inbound_deliveries}.
 *
 * @param entityId whose journey it reached or began, null when none
 * @param kind {@code reply, out_of_office, bounced, complained}; null for what is none of them
 * @param ignored why it had no effect, null when it had one
 */
public record InboundDelivery(
    @Nullable UUID entityId, @Nullable String kind, @Nullable String ignored) {}
