package dev.stitch.api.bulk;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of bulk operations. */
@Tag(name = "Bulk operations")
@Controller("/api/bulk-operations")
class BulkController {

  private final BulkOperations operations;

  BulkController(BulkOperations operations) {
    this.operations = operations;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listBulkOperations", summary = "Lists bulk operations")
  Page<BulkView> list(
      PageRequest page,
      @Nullable @QueryValue UUID flowId,
      @Nullable @QueryValue UUID templateId,
      @Nullable @QueryValue BulkStatus status) {
    return operations.list(flowId, templateId, status, page);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getBulkOperation", summary = "Reads the progress of a bulk operation")
  BulkView get(UUID id) {
    return operations.get(id);
  }

  @Post("/{id}/pause")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "pauseBulkOperation", summary = "Pauses a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView pause(UUID id) {
    return operations.pause(id);
  }

  @Post("/{id}/resume")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeBulkOperation", summary = "Resumes a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView resume(UUID id) {
    return operations.resume(id);
  }

  @Post("/{id}/cancel")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "cancelBulkOperation",
      summary = "Cancels what is left of a bulk operation")
  @Consumes(MediaType.ALL)
  BulkView cancel(UUID id) {
    return operations.cancel(id);
  }
}
