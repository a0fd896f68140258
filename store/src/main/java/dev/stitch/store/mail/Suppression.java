package dev.stitch.store.mail;

import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An address that no mail goes to. Table {@code suppressions}.
 *
 * @param address bare address in lower case
 * @param detail e.g. the status code of a bounce
 */
@MappedEntity("suppressions")
public record Suppression(
    @Id String address,
    @WordColumn SuppressionReason reason,
    @Nullable String detail,
    Instant createdAt) {}
