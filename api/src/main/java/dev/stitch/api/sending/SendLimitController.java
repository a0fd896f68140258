package dev.stitch.api.sending;

import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.sending.SendLimit;
import dev.stitch.store.sending.SendLimitRepository;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** How much mail may leave. */
@Tag(name = "Send limits")
@Controller("/api/send-limits")
class SendLimitController {

  private final SendLimits limits;
  private final SendLimitRepository rows;

  SendLimitController(SendLimits limits, SendLimitRepository rows) {
    this.limits = limits;
    this.rows = rows;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listSendLimits", summary = "Lists send limits, with what has left")
  Page<SendLimit> list(PageRequest page) {
    return rows.page(page);
  }

  @Get("/{mailbox}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getSendLimit", summary = "Reads the send limit of a mailbox")
  SendLimit get(String mailbox) {
    return limits.get(mailbox);
  }

  @Put("/{mailbox}")
  @RequiresRole(Role.ADMIN)
  @Operation(
      operationId = "putSendLimit",
      summary = "Sets how much may leave a mailbox, or all of them together")
  SendLimit put(Caller caller, String mailbox, @Body SendLimitRequest request) {
    return limits.put(mailbox, request.rate(), caller.actor());
  }

  @Delete("/{mailbox}")
  @RequiresRole(Role.ADMIN)
  @Operation(operationId = "deleteSendLimit", summary = "Lifts the send limit of a mailbox")
  @Status(HttpStatus.NO_CONTENT)
  void remove(String mailbox) {
    limits.remove(mailbox);
  }
}
