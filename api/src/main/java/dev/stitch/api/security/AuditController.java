package dev.stitch.api.security;

import dev.stitch.store.access.AuditEntry;
import dev.stitch.store.access.AuditRepository;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Who did what. */
@Tag(name = "Audit log")
@Controller("/api/audit-log")
class AuditController {

  private final AuditRepository audit;

  AuditController(AuditRepository audit) {
    this.audit = audit;
  }

  @Get
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "listAuditLog", summary = "Lists who did what, the newest first")
  Page<AuditEntry> list(
      PageRequest page, @Nullable @QueryValue String actor, @Nullable @QueryValue String subject) {
    return audit.page(actor, subject, page);
  }
}
