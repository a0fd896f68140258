package dev.stitch.api.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.consent.ConsentOrigins;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactActivity;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRevision;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.TimelineEntry;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of single contacts and their list. */
@Tag(name = "Contacts")
@Controller("/api/contacts")
class ContactController {

  private final Contacts contacts;
  private final ContactRepository repository;

  ContactController(Contacts contacts, ContactRepository repository) {
    this.contacts = contacts;
    this.repository = repository;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listContacts", summary = "Lists contacts")
  Page<Contact> list(
      PageRequest page,
      @Nullable @QueryValue ContactStatus status,
      @Nullable @QueryValue String tag,
      @Nullable @QueryValue String email,
      @Nullable @QueryValue String lifecycleStage,
      @Nullable @QueryValue String company,
      @Parameter(description = "The name of an attribute that contacts have, or name=value")
          @Nullable
          @QueryValue
          String attribute,
      @Nullable @QueryValue ContactActivity activity) {
    return repository.page(
        new ContactFilter(
            page.text(), status, tag, email, lifecycleStage, company, attribute, activity),
        page);
  }

  @Post
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "createContact", summary = "Creates a contact")
  @ApiResponse(responseCode = "201", description = "The new contact", useReturnTypeSchema = true)
  HttpResponse<Contact> create(Caller caller, @Body ContactRequest request) {
    Contact contact = contacts.create(request, ConsentOrigins.of(caller));
    return HttpResponse.created(contact, URI.create("/api/contacts/" + contact.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getContact", summary = "Reads a contact")
  Contact get(UUID id) {
    return contacts.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "updateContact", summary = "Changes fields of a contact by merge patch")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ContactRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  Contact change(UUID id, Caller caller, @Body ObjectNode patch) {
    return contacts.change(id, patch, ConsentOrigins.of(caller));
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "deleteContact", summary = "Deletes a contact")
  @Status(HttpStatus.NO_CONTENT)
  void remove(UUID id) {
    contacts.remove(id);
  }

  @Get("/{id}/timeline")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listContactTimeline",
      summary = "Lists what happened to a contact, newest first")
  Page<TimelineEntry> timeline(UUID id, PageRequest page) {
    return contacts.timeline(id, page);
  }

  @Get("/{id}/changes")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listContactChanges",
      summary =
          "Lists what runs have done to a contact, newest first: fields before and after, and whom it was merged with")
  Page<ContactRevision> changes(
      UUID id, PageRequest page, @Nullable @QueryValue RevisionKind kind) {
    return contacts.changes(id, kind, page);
  }
}
