package dev.stitch.api.sending;

import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.sending.ContactLimitRepository;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What one person may be sent. */
@Tag(name = "Send limits")
@Controller("/api/contact-limits")
class ContactLimitController {

  private final ContactLimitRepository limits;

  ContactLimitController(ContactLimitRepository limits) {
    this.limits = limits;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getContactLimits",
      summary = "Reads what one person may be sent, and when")
  ContactLimitsView get() {
    return ContactLimitsView.of(limits.get());
  }

  @Put
  @RequiresRole(Role.ADMIN)
  @Operation(
      operationId = "putContactLimits",
      summary = "Sets what one person may be sent, and when")
  ContactLimitsView put(Caller caller, @Body ContactLimitsRequest request) {
    limits.put(request.checked(caller.actor()), caller.actor());
    return get();
  }
}
