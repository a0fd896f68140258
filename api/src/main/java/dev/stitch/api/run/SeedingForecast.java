package dev.stitch.api.run;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What a seeding would accept if it were asked for now. Nothing holds it to that: who is archived
 * or enters the flow meanwhile is judged again when it begins.
 *
 * @param accepted how many would begin
 * @param skipped the first hundred that would not
 * @param skippedCount how many would not
 * @param skippedByReason how many would not, by reason
 */
record SeedingForecast(
    long accepted,
    List<Skipped> skipped,
    long skippedCount,
    SortedMap<String, Long> skippedByReason) {

  /**
   * One that would not begin.
   *
   * @param contactId null when an entity was asked for that does not exist
   * @param entityId the entity that was asked for, or the contact's live one in the flow
   * @param reason {@code already_in_journey, archived, unsubscribed, not_found}
   */
  @Schema(name = "SkippedInForecast")
  record Skipped(
      @Nullable UUID contactId,
      @Nullable String name,
      @Nullable String email,
      @Nullable UUID entityId,
      String reason) {}
}
