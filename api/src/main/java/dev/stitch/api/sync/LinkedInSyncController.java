package dev.stitch.api.sync;

import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.UUID;

/** Reads what LinkedIn sends to those who ask for their data. */
@Tag(name = "Syncs")
@Controller("/api/platforms/linkedin")
class LinkedInSyncController {

  private final LinkedInExports exports;

  LinkedInSyncController(LinkedInExports exports) {
    this.exports = exports;
  }

  @Post("/sync")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "syncLinkedIn",
      summary =
          "Reads the connections of an export of LinkedIn: Connections.csv, or the archive with it")
  @TakesIdempotencyKey
  @AnswersWithRun
  @Consumes({"text/csv", "application/zip", "application/x-zip-compressed"})
  HttpResponse<?> sync(
      HttpRequest<?> request,
      @Nullable
          @Parameter(
              description =
                  "The connection; may be left out when there is one of LinkedIn, or none")
          @QueryValue
          UUID platformAccountId,
      @Nullable @WaitSeconds @QueryValue String wait,
      @Body InputStream file) {
    return exports.start(request, Caller.of(request), file, platformAccountId, wait);
  }
}
