package dev.stitch.api.sending;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import dev.stitch.store.sending.MailboxPause;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.task.MailTaskRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Mailboxes that send nothing: paused by a person, or by themselves when too much came back. */
@Tag(name = "Send limits")
@Controller("/api/mailbox-pauses")
class MailboxPauseController {

  private static final int MAX_REASON = 500;

  private final SendLimits limits;
  private final MailboxPauseRepository pauses;
  private final MailTaskRepository tasks;

  MailboxPauseController(
      SendLimits limits, MailboxPauseRepository pauses, MailTaskRepository tasks) {
    this.limits = limits;
    this.pauses = pauses;
    this.tasks = tasks;
  }

  /**
   * Why a mailbox is paused.
   *
   * @param reason in words, at most 500 characters
   */
  record PauseRequest(@Nullable String reason) {}

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listMailboxPauses", summary = "Lists the mailboxes that are paused")
  Page<MailboxPause> list() {
    return Page.whole(pauses.all());
  }

  @Put("/{mailbox}")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "pauseMailbox",
      summary = "Has all mail of a mailbox wait until it is resumed")
  MailboxPause pause(Caller caller, String mailbox, @Body PauseRequest request) {
    String reason = request.reason() == null ? "" : request.reason().trim();
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      throw ApiProblem.invalid("/reason", "must have 1 to " + MAX_REASON + " characters");
    }
    String name = limits.single(mailbox);
    pauses.pause(name, reason, caller.actor());
    return pauses.find(name).orElseThrow(() -> ApiProblem.notFound("pause of the mailbox", name));
  }

  @Delete("/{mailbox}")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "resumeMailbox", summary = "Has a paused mailbox send again")
  @Status(HttpStatus.NO_CONTENT)
  @Consumes(MediaType.ALL)
  void resume(Caller caller, String mailbox) {
    if (!pauses.resume(mailbox)) {
      throw ApiProblem.notFound("pause of the mailbox", mailbox);
    }
    tasks.closePause(mailbox, caller.actor());
  }
}
