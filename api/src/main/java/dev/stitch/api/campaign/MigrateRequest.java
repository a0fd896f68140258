package dev.stitch.api.campaign;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * Which enrollments are to go on by the newest steps.
 *
 * @param enrollmentIds only these; all that are under way when it is left out
 * @param dryRun answers which would move and which would not, and moves none
 */
@Schema(name = "MigrateEnrollmentsRequest")
record MigrateRequest(@Nullable List<UUID> enrollmentIds, @Nullable Boolean dryRun) {

  static final MigrateRequest EMPTY = new MigrateRequest(null, null);

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
