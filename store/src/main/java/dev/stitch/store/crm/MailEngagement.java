package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail between us and a contact, without its text.
 *
 * @param key of the mail and the contact's address, unique on the platform
 * @param metadata its headers
 */
public record MailEngagement(
    UUID contactId,
    EngagementDirection direction,
    String key,
    @Nullable String subject,
    @Nullable Instant occurredAt,
    JsonNode metadata) {}
