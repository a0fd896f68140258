package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened to a contact.
 *
 * @param kind {@code journey} or {@code email}
 * @param type the journey event's type, or {@code email_sent} or {@code email_received}
 * @param entityId the journey it belongs to, null for mail outside of any
 * @param detail of a journey event {@code seq, fromNode, toNode, actor, detail}; of mail {@code id,
 *     from, to, subject}
 */
public record TimelineEntry(
    String kind,
    String type,
    Instant at,
    @Nullable UUID entityId,
    @Nullable UUID flowId,
    @Nullable String flowName,
    @Nullable UUID runId,
    JsonNode detail) {}
