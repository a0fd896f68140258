package dev.stitch.api.campaign;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** The route of a contact's enrollments, which are otherwise reached by their templates. */
@Tag(name = "Campaigns")
@Controller("/api/contacts/{id}/enrollments")
class ContactEnrollmentController {

  private final ContactRepository contacts;
  private final EnrollmentActs enrollments;

  ContactEnrollmentController(ContactRepository contacts, EnrollmentActs enrollments) {
    this.contacts = contacts;
    this.enrollments = enrollments;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "listContactEnrollments",
      summary = "Lists the templates that a contact is or was enrolled in")
  Page<EnrollmentView> list(
      UUID id, PageRequest page, @Nullable @QueryValue EnrollmentStatus status) {
    if (contacts.find(id).isEmpty()) {
      throw ApiProblem.notFound("contact", id);
    }
    return enrollments.ofContact(id, status, page);
  }
}
