package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.security.RequiresInboundSecret;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Routes by which mail comes in. */
@Tag(name = "Inbound mail")
@Controller("/api/inbound/email")
class InboundMailController {

  private final Inbox inbox;

  InboundMailController(Inbox inbox) {
    this.inbox = inbox;
  }

  @Post("/raw")
  @RequiresInboundSecret
  @Operation(operationId = "receiveRawMail", summary = "Takes a mail as it is (RFC 5322)")
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  @Consumes("message/rfc822")
  HttpResponse<InboundAnswer> raw(@Body byte[] mail) {
    return accepted(mail);
  }

  /** Postmark's inbound webhook. */
  @Post("/postmark")
  @RequiresInboundSecret
  @Operation(operationId = "receivePostmarkMail", summary = "Takes Postmark's inbound webhook")
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  HttpResponse<InboundAnswer> postmark(@Body JsonNode notification) {
    return accepted(ProviderMail.postmark(notification));
  }

  /** A notification of Amazon SES by SNS, whose rule includes the mail. */
  @Post("/ses")
  @RequiresInboundSecret
  @Operation(operationId = "receiveSesMail", summary = "Takes a notification of Amazon SES")
  @ApiResponse(
      responseCode = "202",
      description = "What became of the mail",
      useReturnTypeSchema = true)
  @Consumes({"application/json", "text/plain"})
  HttpResponse<InboundAnswer> ses(@Body byte[] notification) {
    return accepted(ProviderMail.ses(notification));
  }

  private HttpResponse<InboundAnswer> accepted(byte[] mail) {
    return HttpResponse.accepted().body(inbox.accept(mail));
  }
}
