package dev.stitch.api.mailbox;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.page.WholeDay;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes of the built-in mailbox. */
@Tag(name = "Mailbox")
@Controller("/api/mailbox/messages")
class MailboxController {

  private static final int LONGEST_THREAD = 100;

  private final MailRepository mails;
  private final Replies replies;
  private final IdempotentRequests requests;

  MailboxController(MailRepository mails, Replies replies, IdempotentRequests requests) {
    this.mails = mails;
    this.replies = replies;
    this.requests = requests;
  }

  /** The mails that went out, newest first; {@code direction=inbound} lists the replies to them. */
  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listMails", summary = "Lists the mails of the built-in mailbox")
  Page<MailView> list(
      PageRequest page,
      @Nullable @QueryValue UUID entityId,
      @Nullable @QueryValue MailDirection direction,
      @Parameter(
              description = "First day, in UTC, on which they were sent or received.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String from,
      @Parameter(
              description = "Last day, in UTC.",
              schema = @Schema(type = "string", format = "date"))
          @Nullable
          @QueryValue
          String to) {
    MailDirection wanted = direction == null ? MailDirection.OUTBOUND : direction;
    return mails.page(wanted, entityId, WholeDay.between(from, to), page).map(MailView::of);
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getMail", summary = "Reads a mail")
  MailView get(UUID id) {
    return MailView.of(replies.mail(id));
  }

  /** Of a longer one, the newest {@value #LONGEST_THREAD}. */
  @Get("/{id}/thread")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getMailThread",
      summary = "Lists the mails that answer each other with this one, oldest first")
  Page<MailView> thread(UUID id) {
    return Page.whole(
        mails.thread(replies.mail(id).id(), LONGEST_THREAD).stream().map(MailView::of).toList());
  }

  @Post("/{id}/reply")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "replyToMail", summary = "Answers a mail as its recipient would")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "The reply",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MailView.class)))
  HttpResponse<Object> reply(UUID id, @Body ReplyRequest reply, HttpRequest<?> request) {
    return requests.once(request, reply, () -> replies.accept(id, reply, request));
  }
}
