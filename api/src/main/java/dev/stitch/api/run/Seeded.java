package dev.stitch.api.run;

import dev.stitch.store.journey.SkippedContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * What a seeding accepted.
 *
 * @param skipped the first hundred that did not begin, with the reason
 * @param entities the first hundred that begin
 */
public record Seeded(
    UUID bulkOperationId,
    long accepted,
    List<SkippedContact> skipped,
    long skippedCount,
    List<Entity> entities) {

  /** An entity that begins; its id goes by both names that clients know it by. */
  @Schema(name = "SeededEntity")
  public record Entity(UUID id, UUID entityId, UUID contactId) {}
}
