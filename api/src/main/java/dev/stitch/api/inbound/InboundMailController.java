package dev.stitch.api.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Routes by which mail comes in. */
@Controller("/api/inbound/email")
class InboundMailController {

  private final Inbox inbox;

  InboundMailController(Inbox inbox) {
    this.inbox = inbox;
  }

  @Post("/raw")
  @Consumes("message/rfc822")
  HttpResponse<InboundAnswer> raw(@Body byte[] mail) {
    return accepted(mail);
  }

  /** Postmark's inbound webhook. */
  @Post("/postmark")
  HttpResponse<InboundAnswer> postmark(@Body JsonNode notification) {
    return accepted(ProviderMail.postmark(notification));
  }

  /** A notification of Amazon SES by SNS, whose rule includes the mail. */
  @Post("/ses")
  @Consumes({"application/json", "text/plain"})
  HttpResponse<InboundAnswer> ses(@Body byte[] notification) {
    return accepted(ProviderMail.ses(notification));
  }

  private HttpResponse<InboundAnswer> accepted(byte[] mail) {
    return HttpResponse.accepted().body(inbox.accept(mail));
  }
}
