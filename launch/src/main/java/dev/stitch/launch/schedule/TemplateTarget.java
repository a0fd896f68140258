package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.EnrollRequest;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.request.TemplateEnrollments;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Enrolls contacts: {@code templateId} and the body of the route of a template's enrollments. */
@Singleton
final class TemplateTarget implements ScheduleTarget {

  private static final String TEMPLATE_ID = "templateId";

  private final TemplateRepository templates;
  private final TemplateEnrollments enrollments;

  TemplateTarget(TemplateRepository templates, TemplateEnrollments enrollments) {
    this.templates = templates;
    this.enrollments = enrollments;
  }

  @Override
  public Set<ScheduleKind> kinds() {
    return Set.of(ScheduleKind.TEMPLATE);
  }

  @Override
  public void check(ScheduleKind kind, ObjectNode target) {
    enrollments.check(templateId(target), request(target));
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    TemplateEnrollments.AcceptedEnrollment accepted =
        enrollments.accept(templateId(target), request(target), origin);
    return new Started(accepted.runId(), accepted.operationId(), accepted.launch());
  }

  private UUID templateId(ObjectNode target) {
    UUID id = new TargetBody(target).id(TEMPLATE_ID);
    if (templates.find(id).isEmpty()) {
      throw Refusal.invalid("/" + TEMPLATE_ID, "there is no template " + id);
    }
    return id;
  }

  private static EnrollRequest request(ObjectNode target) {
    EnrollRequest request = new TargetBody(target).body(EnrollRequest.class, Set.of(TEMPLATE_ID));
    if (request.dryRun() != null) {
      throw Refusal.invalid("/dryRun", "a schedule enrolls for real; leave it out");
    }
    return request;
  }
}
