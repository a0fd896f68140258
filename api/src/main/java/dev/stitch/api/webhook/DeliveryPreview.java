package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.ContactRequest;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * What a post would do.
 *
 * @param contact the contact as the mapping fills it
 * @param contactId the contact that has this address already
 * @param entityId the live journey that the contact is in already
 * @param outcome {@code started, told} or {@code ignored}
 * @param uxNodeId where a journey would begin
 * @param eventData what a live journey would be told
 */
record DeliveryPreview(
    String outcome,
    @Nullable String reason,
    ContactRequest contact,
    @Nullable UUID contactId,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    ObjectNode metadata,
    @Nullable String event,
    @Nullable JsonNode eventData) {}
