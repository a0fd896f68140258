package dev.stitch.api.authoring;

import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** Routes that show mail as a contact would get it; they change nothing. */
@Tag(name = "Mail templates")
@Controller("/api/mail-templates")
class MailPreviewController {

  private final MailPreviews previews;

  MailPreviewController(MailPreviews previews) {
    this.previews = previews;
  }

  @Post("/preview")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "previewMail",
      summary = "Shows mail that is not saved as a contact would get it")
  MailPreview preview(@Body MailPreviewRequest request) {
    return previews.of(request);
  }

  @Post("/{id}/preview")
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "previewMailTemplate",
      summary = "Shows saved mail as a contact would get it")
  MailPreview previewSaved(UUID id, @Body MailPreviewRequest.Reader reader) {
    return previews.ofSaved(id, reader);
  }
}
