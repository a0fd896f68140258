package dev.stitch.store.crm;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Who a contact is on an outside platform, as a row of its own. Table {@code contact_identities}.
 *
 * @param platform such as {@code x} or {@code email}
 * @param platformUserId the platform's own id of the person; unique on the platform
 */
@MappedEntity("contact_identities")
public record Identity(
    @Id UUID id,
    UUID contactId,
    String platform,
    String platformUserId,
    Instant createdAt,
    Instant updatedAt) {}
