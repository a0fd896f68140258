package dev.stitch.api.authoring;

import dev.stitch.api.http.IdempotencyKey;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes by which a worker tries mail out: it sends a test, or looks where links lead. */
@Tag(name = "Mail templates")
@Controller("/api/mail-templates")
class MailTrialController {

  private final MailTests tests;
  private final LinkChecks links;

  MailTrialController(MailTests tests, LinkChecks links) {
    this.tests = tests;
    this.links = links;
  }

  @Post("/{id}/test")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "testMailTemplate",
      summary = "Sends saved mail to whoever tries it out, and says what came of it")
  @TakesIdempotencyKey
  MailTestResult test(UUID id, HttpRequest<?> request, @Body MailTestRequest test) {
    return tests.send(id, test, IdempotencyKey.of(request).orElse(null));
  }

  @Post("/check-links")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "checkMailLinks",
      summary = "Looks where the links of mail that is not saved lead")
  LinkReport checkLinks(@Body LinkCheckRequest request) {
    return links.of(request);
  }

  @Post("/{id}/check-links")
  @RequiresRole(Role.OPERATOR)
  @Operation(
      operationId = "checkMailTemplateLinks",
      summary = "Looks where the links of saved mail lead")
  LinkReport checkSavedLinks(UUID id, @Body LinkCheckRequest.Options options) {
    return links.ofSaved(id, options);
  }
}
