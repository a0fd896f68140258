package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.EnrollmentRow;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/** What an enrollment without a run waits for, which no run can say. */
final class BeforeBeginning {

  private BeforeBeginning() {}

  static ArrayNode waitingOn(EnrollmentRow row, Template template) {
    ArrayNode waiting = Jsonb.array();
    if (row.status().isFinal()) {
      return waiting;
    }
    if (row.status() == EnrollmentStatus.PAUSED) {
      waiting.add(wait("resume", null, null, "the enrollment is paused"));
    }
    if (template.status() != TemplateStatus.ACTIVE) {
      waiting.add(
          wait(
              "gate",
              "template_paused",
              null,
              "the template is " + template.status().word() + ": activate it"));
    }
    if (template.planHash() == null) {
      waiting.add(wait("gate", "template_paused", null, "the template has no steps: add one"));
    }
    if (template.startsAt() != null && template.startsAt().isAfter(Instant.now())) {
      waiting.add(wait("timer", null, template.startsAt(), "the template starts then"));
    }
    return waiting;
  }

  private static ObjectNode wait(
      String kind, @Nullable String reason, @Nullable Instant until, String detail) {
    ObjectNode wait = Jsonb.object().put("kind", kind).putNull("nodeId").putNull("runId");
    wait.put("until", until == null ? null : until.toString());
    if (reason != null) {
      wait.put("reason", reason);
    }
    return wait.put("detail", detail);
  }
}
