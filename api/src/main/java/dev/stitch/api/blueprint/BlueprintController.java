package dev.stitch.api.blueprint;

import dev.stitch.api.http.IdempotentRequests;
import dev.stitch.api.openapi.TakesIdempotencyKey;
import dev.stitch.api.security.Caller;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.page.Page;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** Routes of blueprints. */
@Tag(name = "Blueprints")
@Controller("/api/blueprints")
class BlueprintController {

  private final BlueprintViews views;
  private final Installation installation;
  private final CampaignInstallation campaigns;
  private final Trials trials;
  private final IdempotentRequests idempotent;

  BlueprintController(
      BlueprintViews views,
      Installation installation,
      CampaignInstallation campaigns,
      Trials trials,
      IdempotentRequests idempotent) {
    this.views = views;
    this.installation = installation;
    this.campaigns = campaigns;
    this.trials = trials;
    this.idempotent = idempotent;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "listBlueprints", summary = "Lists the blueprints")
  Page<BlueprintView> list() {
    return Page.whole(views.all());
  }

  @Get("/{id}")
  @RequiresRole(Role.VIEWER)
  @Operation(operationId = "getBlueprint", summary = "Reads a blueprint")
  BlueprintView get(String id) {
    return views.get(id);
  }

  /**
   * Makes and publishes its flows where they are missing; changes none that people have changed.
   */
  @Post("/{id}/install")
  @RequiresRole(Role.EDITOR)
  @Operation(
      operationId = "installBlueprint",
      summary = "Publishes the flows of a blueprint, or makes its template")
  @Consumes(MediaType.ALL)
  Installed install(String id, Caller caller) {
    Blueprint blueprint = Blueprints.get(id);
    if (blueprint.template() != null) {
      CampaignInstallation.Outcome made = campaigns.install(blueprint, caller);
      return new Installed(id, null, made.templateId(), List.of(), made.changed());
    }
    Installation.Outcome outcome = installation.install(blueprint, caller.actor());
    return Installed.of(blueprint, outcome.flows(), outcome.changed());
  }

  /** Installs it, keeps its sample contacts, and starts them, a run, or its mails. */
  @Post("/{id}/try")
  @RequiresRole(Role.EDITOR)
  @Operation(operationId = "tryBlueprint", summary = "Tries a blueprint with sample contacts")
  @TakesIdempotencyKey
  @ApiResponse(
      responseCode = "202",
      description = "What begins",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AcceptedTrial.class)))
  @Consumes(MediaType.ALL)
  HttpResponse<Object> begin(String id, HttpRequest<?> request, Caller caller) {
    Blueprint blueprint = Blueprints.get(id);
    return idempotent.once(request, null, () -> trials.begin(blueprint, caller));
  }
}
