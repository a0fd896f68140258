package dev.stitch.api.crm;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.Identity;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of the identities of all contacts. */
@Tag(name = "CRM")
@Controller("/api/identities")
class IdentityController {

  private final CrmListing listing;

  IdentityController(CrmListing listing) {
    this.listing = listing;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listIdentities",
      summary = "Lists who contacts are on outside platforms, the newest first")
  Page<Identity> list(
      PageRequest page,
      @Nullable @QueryValue UUID contactId,
      @Nullable @QueryValue String platform) {
    return listing.identities(contactId, platform, page);
  }
}
