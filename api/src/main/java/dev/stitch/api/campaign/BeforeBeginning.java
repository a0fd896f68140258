package dev.stitch.api.campaign;

import dev.stitch.store.campaign.EnrollmentRow;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.journey.EntityRow.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an enrollment without a run waits for, which no run can say. */
final class BeforeBeginning {

  private BeforeBeginning() {}

  static List<Waiting> waitingOn(EnrollmentRow row, Template template) {
    List<Waiting> waiting = new ArrayList<>();
    if (row.status().isFinal()) {
      return waiting;
    }
    if (row.status() == EnrollmentStatus.PAUSED) {
      waiting.add(new Waiting("resume", null, null, null, "the enrollment is paused", null));
    }
    if (template.status() != TemplateStatus.ACTIVE) {
      waiting.add(gate("the template is " + template.status().word() + ": activate it"));
    }
    if (template.planHash() == null) {
      waiting.add(gate("the template has no steps: add one"));
    }
    if (template.startsAt() != null && template.startsAt().isAfter(Instant.now())) {
      waiting.add(
          new Waiting("timer", null, null, template.startsAt(), "the template starts then", null));
    }
    return waiting;
  }

  private static Waiting gate(String detail) {
    return new Waiting("gate", null, null, null, detail, "template_paused");
  }
}
