package dev.stitch.api.campaign;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.store.campaign.GoalRepository;
import dev.stitch.store.campaign.ResultRepository;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** How templates do. */
@Tag(name = "Campaigns")
@Controller("/api/workflows/templates/{id}/results")
class ResultController {

  private final TemplateRepository templates;
  private final ResultRepository results;
  private final GoalRepository goals;

  ResultController(TemplateRepository templates, ResultRepository results, GoalRepository goals) {
    this.templates = templates;
    this.results = results;
    this.goals = goals;
  }

  @Get
  @RequiresRole(Role.VIEWER)
  @Operation(
      operationId = "getTemplateResults",
      summary = "Counts what became of a template's mail, by step and variant")
  TemplateResults get(UUID id) {
    Template template = templates.find(id).orElseThrow(() -> ApiProblem.notFound("template", id));
    return TemplateResults.of(
        template.config(), results.enrollments(id), goals.count(id), results.mails(id));
  }
}
