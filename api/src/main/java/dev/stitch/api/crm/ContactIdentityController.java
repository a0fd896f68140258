package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.crm.CrmListing;
import dev.stitch.store.crm.Identity;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of who a contact is on outside platforms. */
@Tag(name = "CRM")
@Controller("/api/contacts/{id}/identities")
class ContactIdentityController {

  private final CrmListing listing;
  private final Identities identities;

  ContactIdentityController(CrmListing listing, Identities identities) {
    this.listing = listing;
    this.identities = identities;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listContactIdentities", summary = "Lists the identities of a contact")
  Page<Identity> list(UUID id, PageRequest page, @Nullable @QueryValue String platform) {
    identities.requireContact(id);
    return listing.identities(id, platform, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createContactIdentity", summary = "Creates an identity")
  @ApiResponse(responseCode = "201", description = "The new identity", useReturnTypeSchema = true)
  HttpResponse<Identity> create(UUID id, @Body IdentityRequest request) {
    Identity identity = identities.add(id, request);
    return HttpResponse.created(
        identity, URI.create("/api/contacts/" + id + "/identities/" + identity.id()));
  }

  @Get("/{identityId}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getContactIdentity", summary = "Reads an identity")
  Identity get(UUID id, UUID identityId) {
    return identities.get(id, identityId);
  }

  @Patch("/{identityId}")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "updateContactIdentity",
      summary = "Changes fields of an identity by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = IdentityRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  Identity change(UUID id, UUID identityId, @Body ObjectNode patch) {
    return identities.change(id, identityId, patch);
  }

  @Delete("/{identityId}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "deleteContactIdentity", summary = "Deletes an identity")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id, UUID identityId) {
    identities.remove(id, identityId);
  }
}
