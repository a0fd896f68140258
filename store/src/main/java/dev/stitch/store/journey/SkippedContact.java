package dev.stitch.store.journey;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Why a contact, or an entity that was asked for, does not begin.
 *
 * @param contactId null when an entity was asked for that does not exist
 * @param entityId the entity that was asked for, or the contact's live one in the flow; null when
 *     there is none, or when another request made it at this very moment
 * @param reason {@code already_in_journey, archived, unsubscribed, not_found}
 */
public record SkippedContact(@Nullable UUID contactId, @Nullable UUID entityId, String reason) {}
