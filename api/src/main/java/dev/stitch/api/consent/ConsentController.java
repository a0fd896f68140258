package dev.stitch.api.consent;

import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.PageRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of a contact's consent. */
@Tag(name = "Contacts")
@Controller("/api/contacts/{id}/consent")
class ConsentController {

  private final Consents consents;

  ConsentController(Consents consents) {
    this.consents = consents;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getContactConsent",
      summary = "Reads what a contact wants to be written about, and how that changed")
  ConsentView get(UUID id, PageRequest page) {
    return consents.view(id, page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "changeContactConsent",
      summary = "Records that a contact wants a topic, or everything, no longer or again")
  ConsentView change(UUID id, Caller caller, @Body ConsentRequest request) {
    return consents.change(id, request, caller);
  }
}
