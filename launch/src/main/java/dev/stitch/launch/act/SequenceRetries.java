package dev.stitch.launch.act;

import dev.stitch.launch.Launch;
import dev.stitch.launch.SequenceLauncher;
import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.PlanVersion;
import dev.stitch.port.PathArguments;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.run.RunRow;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Retries of the runs of enrollments: the new run is one of the same enrollment. */
@Singleton
class SequenceRetries {

  private final TemplateRepository templates;
  private final EnrollmentRepository enrollments;
  private final SequenceLauncher launcher;

  SequenceRetries(
      TemplateRepository templates, EnrollmentRepository enrollments, SequenceLauncher launcher) {
    this.templates = templates;
    this.enrollments = enrollments;
    this.launcher = launcher;
  }

  /** The graph that those begin with who begin now. */
  PlanVersion latest(RunRow run) {
    return Optional.ofNullable(active(run).planHash())
        .map(hash -> new PlanVersion(0, hash))
        .orElseThrow(() -> Refusal.conflict("The template has no steps any more: add one."));
  }

  /**
   * Writes the new run down in the surrounding transaction, and has the enrollment go on by it.
   *
   * @throws Refusal when the template is not active, or the contact is enrolled anew
   */
  Launch accept(RunRow before, PathArguments run) {
    Template template = active(before);
    UUID enrollment =
        enrollments
            .ofRunForUpdate(before.id())
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "Run " + before.id() + " is not its enrollment's newest: retry that one."));
    Launch launch = launcher.accept(run, template.id(), before.parentRunId());
    if (!enrollments.goOnBy(enrollment, run.runId())) {
      throw Refusal.conflict("The contact has been enrolled in the template anew.");
    }
    return launch;
  }

  private Template active(RunRow run) {
    return Optional.ofNullable(run.origin().templateId())
        .flatMap(templates::findForShare)
        .filter(template -> template.status() == TemplateStatus.ACTIVE)
        .orElseThrow(
            () ->
                Refusal.conflict(
                    "The template of run " + run.id() + " is not active: activate it first."));
  }
}
