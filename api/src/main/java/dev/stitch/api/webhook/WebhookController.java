package dev.stitch.api.webhook;

import dev.stitch.api.security.Open;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** The route that outside systems post to. */
@Tag(name = "Webhooks")
@Controller("/api/webhooks")
class WebhookController {

  private final WebhookReceiver reception;

  WebhookController(WebhookReceiver reception) {
    this.reception = reception;
  }

  @Open(because = "senders prove themselves by the signature of what they send")
  @Post("/{endpointId}")
  @Operation(
      operationId = "receiveWebhook",
      summary = "Takes a post signed as Standard Webhooks has it; repeats answer as the first")
  @Parameter(name = "webhook-id", in = ParameterIn.HEADER, required = true)
  @Parameter(name = "webhook-timestamp", in = ParameterIn.HEADER, required = true)
  @Parameter(name = "webhook-signature", in = ParameterIn.HEADER, required = true)
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Object.class)))
  @ApiResponse(responseCode = "202", description = "What it did", useReturnTypeSchema = true)
  @Consumes(MediaType.ALL)
  HttpResponse<DeliveryReceipt> receive(
      UUID endpointId, HttpRequest<?> request, @Body byte[] body) {
    return HttpResponse.accepted().body(reception.receive(endpointId, body, request.getHeaders()));
  }
}
