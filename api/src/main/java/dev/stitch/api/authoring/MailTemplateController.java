package dev.stitch.api.authoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.authoring.MailTemplateVersion;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;

/** Routes of saved mail and its versions. */
@Tag(name = "Mail templates")
@Controller("/api/mail-templates")
class MailTemplateController {

  private final MailTemplates templates;

  MailTemplateController(MailTemplates templates) {
    this.templates = templates;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listMailTemplates", summary = "Lists saved mail, and who uses it")
  Page<MailTemplateView> list(PageRequest page) {
    return templates.list(page);
  }

  @Post
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "createMailTemplate", summary = "Saves mail as its first version")
  @ApiResponse(responseCode = "201", description = "The saved mail", useReturnTypeSchema = true)
  HttpResponse<MailTemplateView> create(Caller caller, @Body MailTemplateRequest request) {
    MailTemplateView created = templates.create(request, caller);
    return HttpResponse.created(created, URI.create("/api/mail-templates/" + created.id()));
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getMailTemplate", summary = "Reads saved mail, and who uses it")
  MailTemplateView get(UUID id) {
    return templates.get(id);
  }

  @Patch("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "updateMailTemplate",
      summary = "Changes saved mail: another content is another version")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MailTemplateRequest.class)))
  @Consumes({"application/json", "application/merge-patch+json"})
  MailTemplateView change(UUID id, Caller caller, @Body ObjectNode body) {
    return templates.change(id, body, caller);
  }

  @Delete("/{id}")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "deleteMailTemplate",
      summary = "Deletes saved mail that neither a campaign nor a published flow uses")
  @Status(HttpStatus.NO_CONTENT)
  @Consumes(MediaType.ALL)
  void remove(UUID id) {
    templates.remove(id);
  }

  @Get("/{id}/versions")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listMailTemplateVersions", summary = "Lists the versions of saved mail")
  Page<MailTemplateVersion> versions(UUID id, PageRequest page) {
    return templates.versions(id, page);
  }

  @Get("/{id}/versions/{version}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getMailTemplateVersion", summary = "Reads a version of saved mail")
  MailTemplateVersion version(UUID id, int version) {
    return templates.version(id, version);
  }

  @Post("/{id}/versions/{version}/restore")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "restoreMailTemplateVersion",
      summary = "Makes a version the one that is shown, and taken by whoever names none")
  @Consumes(MediaType.ALL)
  MailTemplateView restore(UUID id, int version) {
    return templates.restore(id, version);
  }
}
