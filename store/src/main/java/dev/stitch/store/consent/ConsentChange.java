package dev.stitch.store.consent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of consent. Table {@code consent_changes}.
 *
 * @param id rises with each change of a contact
 * @param topic what it is about; null is everything
 * @param actor who did it, as the audit log names people; null when the recipient did
 * @param detail why, in words
 * @param messageId Message-ID of the mail that it was answered to
 */
@MappedEntity("consent_changes")
public record ConsentChange(
    @Id long id,
    @JsonIgnore UUID contactId,
    @Nullable String topic,
    @WordColumn ConsentState state,
    @WordColumn ConsentSource source,
    @Nullable String actor,
    @Nullable String detail,
    @Nullable String messageId,
    Instant at) {}
