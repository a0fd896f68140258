package dev.stitch.api.crm;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.SyncCursor;
import dev.stitch.store.crm.SyncCursorRepository;
import dev.stitch.store.crm.SyncSubType;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of how far syncs have read. */
@Tag(name = "CRM")
@Controller("/api/sync-cursors")
class SyncCursorController {

  private final CrmListing listing;
  private final SyncCursorRepository repository;

  SyncCursorController(CrmListing listing, SyncCursorRepository repository) {
    this.listing = listing;
    this.repository = repository;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listSyncCursors", summary = "Lists how far syncs have read")
  Page<SyncCursor> list(
      PageRequest page,
      @Nullable @QueryValue UUID platformAccountId,
      @Nullable @QueryValue SyncSubType syncSubType) {
    return listing.cursors(platformAccountId, syncSubType, page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getSyncCursor", summary = "Reads how far a sync has read")
  SyncCursor get(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("sync cursor", id));
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "deleteSyncCursor",
      summary = "Forgets how far a sync has read, so that the next one reads everything")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    if (!repository.remove(id)) {
      throw ApiProblem.notFound("sync cursor", id);
    }
  }
}
