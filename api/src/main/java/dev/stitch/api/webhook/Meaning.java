package dev.stitch.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.contact.ContactRequest;
import io.micronaut.core.annotation.Nullable;

/**
 * What a post means by its endpoint's mapping.
 *
 * @param contact whom it is about
 * @param metadata what the journey that it begins knows
 * @param uxNodeId where that begins; null begins none
 * @param event the data of the event for a journey that is there; null when the endpoint has none
 */
record Meaning(
    ContactRequest contact,
    ObjectNode metadata,
    @Nullable String uxNodeId,
    @Nullable JsonNode event) {}
