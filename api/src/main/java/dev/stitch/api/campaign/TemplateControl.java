package dev.stitch.api.campaign;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.TemplateOperations;
import dev.stitch.launch.pipeline.TemplateRuns;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves templates from status to status. What that means for those who are enrolled is carried out
 * by a bulk operation, after the status is committed.
 */
@Singleton
class TemplateControl {

  private final TemplateRepository templates;
  private final TemplateOperations operations;
  private final TemplateRuns runs;
  private final Launcher launcher;

  TemplateControl(
      TemplateRepository templates,
      TemplateOperations operations,
      TemplateRuns runs,
      Launcher launcher) {
    this.templates = templates;
    this.operations = operations;
    this.runs = runs;
    this.launcher = launcher;
  }

  /**
   * Gives a template that is locked another status, in the surrounding transaction.
   *
   * @return what remains to be done once that is committed
   * @throws ApiProblem 409 when its status does not lead there
   * @throws dev.stitch.launch.RunRefusedException when it is to start a run by a config that cannot
   *     be meant
   */
  Runnable become(Template template, TemplateStatus status, Caller caller) {
    boolean leads =
        switch (status) {
          case DRAFT -> false;
          case ACTIVE ->
              template.status() == TemplateStatus.DRAFT
                  || template.status() == TemplateStatus.PAUSED;
          case PAUSED -> template.status() == TemplateStatus.ACTIVE;
          case COMPLETED -> template.status() != TemplateStatus.COMPLETED;
        };
    if (!leads) {
      throw ApiProblem.conflict(
          "Template '%s' is %s and cannot become %s."
              .formatted(template.name(), template.status().word(), status.word()));
    }
    Launch launch = carriedOut(template.id(), status, caller.actor());
    Optional<Launch> run =
        template.status() == TemplateStatus.DRAFT && status == TemplateStatus.ACTIVE
            ? runs.begin(template, caller.actor())
            : Optional.empty();
    return () -> {
      launcher.startOrLeave(launch);
      run.ifPresent(launcher::startOrLeave);
    };
  }

  private Launch carriedOut(UUID id, TemplateStatus status, String actor) {
    if (status == TemplateStatus.COMPLETED) {
      return operations.complete(id, "template_completed", actor).orElseThrow();
    }
    templates.changeStatus(id, status);
    String kind = status == TemplateStatus.PAUSED ? "pause" : "resume";
    return BulkLaunches.of(operations.insert(kind, id, actor));
  }
}
