package dev.stitch.api.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stitch.api.security.RequiresInboundSecret;
import dev.stitch.inbound.Inbox;
import dev.stitch.mail.mime.MailStream;
import dev.stitch.store.mail.InboundDelivery;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.multipart.MultipartBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Routes by which mail comes in. */
@Tag(name = "Inbound mail")
@Controller("/api/inbound/email")
class InboundMailController {

  private static final String JSON = "application/json";

  private final Inbox inbox;
  private final SesMail ses;

  InboundMailController(Inbox inbox, SesMail ses) {
    this.inbox = inbox;
    this.ses = ses;
  }

  @Post("/raw")
  @RequiresInboundSecret
  @Operation(operationId = "receiveRawMail", summary = "Takes a mail as it is (RFC 5322)")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "message/rfc822",
              schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  @Consumes("message/rfc822")
  HttpResponse<InboundAnswer> raw(@Body InputStream mail) {
    return accepted(MailStream.read(mail));
  }

  @Post("/postmark")
  @RequiresInboundSecret
  @Operation(operationId = "receivePostmarkMail", summary = "Takes Postmark's inbound webhook")
  @RequestBody(
      required = true,
      content = @Content(mediaType = JSON, schema = @Schema(implementation = Object.class)))
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  HttpResponse<InboundAnswer> postmark(@Body InputStream notification) {
    return accepted(PostmarkMail.raw(Notification.object(notification, Set.of("Attachments"))));
  }

  @Post("/sendgrid")
  @RequiresInboundSecret
  @Operation(operationId = "receiveSendGridMail", summary = "Takes SendGrid's Inbound Parse")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(implementation = Object.class)))
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  HttpResponse<InboundAnswer> sendGrid(@Body MultipartBody form) {
    return accepted(SendGridMail.raw(Flux.from(form).collectList().block()));
  }

  /** A notification of Amazon SES by SNS, whose rule includes the mail. */
  @Post("/ses")
  @RequiresInboundSecret
  @Operation(operationId = "receiveSesMail", summary = "Takes a notification of Amazon SES")
  @RequestBody(
      required = true,
      content = @Content(mediaType = JSON, schema = @Schema(implementation = Object.class)))
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  @Consumes({JSON, "text/plain"})
  HttpResponse<InboundAnswer> ses(@Body InputStream notification) {
    return ses.raw(new SnsMessage(Notification.object(notification, Set.of())))
        .map(this::accepted)
        .orElseGet(() -> HttpResponse.accepted().body(InboundAnswer.NO_MAIL));
  }

  private HttpResponse<InboundAnswer> accepted(byte[] mail) {
    return HttpResponse.accepted().body(InboundAnswer.of(inbox.accept(mail)));
  }

  /**
   * What became of a mail.
   *
   * @param entityId whose journey it reached or began
   * @param kind {@code reply, out_of_office, bounced, complained, unsubscribed}
   * @param ignored why it had no effect: {@code unreadable, no_mail, no_journey, no_sender, notice,
   *     journey_ended, route_unusable, archived, unsubscribed}, else absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "InboundAnswer")
  record InboundAnswer(@Nullable UUID entityId, @Nullable String kind, @Nullable String ignored) {

    /** A provider's message that brings no mail. */
    static final InboundAnswer NO_MAIL = new InboundAnswer(null, null, "no_mail");

    static InboundAnswer of(InboundDelivery delivery) {
      return new InboundAnswer(delivery.entityId(), delivery.kind(), delivery.ignored());
    }
  }
}
