package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.bulk.BulkContract;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.model.Durations;
import dev.stitch.model.Platform;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.campaign.EnrollmentAdmission;
import dev.stitch.store.campaign.EnrollmentRules;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateRepository;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.journey.Candidates;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Enrolls contacts in templates: they are accepted in one transaction, and a bulk operation begins
 * them.
 */
@Singleton
class Enrollments {

  private final TemplateRepository templates;
  private final EnrollmentAdmission admission;
  private final SequenceRuns sequences;
  private final BulkRepository operations;
  private final Launcher launcher;
  private final Clock clock = Clock.systemUTC();

  Enrollments(
      TemplateRepository templates,
      EnrollmentAdmission admission,
      SequenceRuns sequences,
      BulkRepository operations,
      Launcher launcher) {
    this.templates = templates;
    this.admission = admission;
    this.sequences = sequences;
    this.operations = operations;
    this.launcher = launcher;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Enrolled> enroll(UUID templateId, EnrollRequest request, Caller caller) {
    Candidates candidates = candidates(request);
    // Shared, so that it is neither completed nor deleted before these are written.
    Template template = open(templateId, templates.findForShare(templateId).orElse(null));
    UUID operationId = Ids.next();
    String workflowId = BulkContract.workflowId(operationId);
    operations.insert(operationId, "enroll", templateId, summary(request, caller), workflowId);
    EnrollmentAdmission.Decision decision =
        admission.admit(rules(template), candidates, operationId, caller.actor());
    UUID runId = null;
    if (decision.accepted() > 0) {
      runId = Ids.next();
      sequences.insertParent(runId, template, decision.accepted(), caller.actor(), workflowId);
      operations.countedBy(operationId, runId);
    }
    operations.accepted(
        operationId, decision.accepted(), Jsonb.tree(decision.skipped()), decision.skippedCount());
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        Enrolled.of(operationId, runId, decision),
        URI.create("/api/bulk-operations/" + operationId),
        decision.accepted() == 0
            ? () -> {}
            : () -> launcher.startOrLeave(BulkLaunches.of(operationId)));
  }

  /** What {@link #enroll} would accept now; refuses what that refuses, and changes nothing. */
  Enrolled rehearse(UUID templateId, EnrollRequest request) {
    Candidates candidates = candidates(request);
    Template template = open(templateId, templates.find(templateId).orElse(null));
    return Enrolled.of(null, null, admission.rehearse(rules(template), candidates));
  }

  private static Template open(UUID id, @Nullable Template template) {
    if (template == null) {
      throw ApiProblem.notFound("template", id);
    }
    if (template.status() == TemplateStatus.COMPLETED) {
      throw ApiProblem.conflict(
          "Template '%s' is completed and enrolls nobody any more.".formatted(template.name()));
    }
    return template;
  }

  private EnrollmentRules rules(Template template) {
    boolean byMail = template.platform() == null || template.platform() == Platform.GMAIL;
    return new EnrollmentRules(template.id(), byMail, notSince(template.config().path("reenrol")));
  }

  private @Nullable Instant notSince(JsonNode reenrol) {
    if ("never".equals(reenrol.textValue())) {
      return Instant.EPOCH;
    }
    String after = reenrol.path("after").textValue();
    return after == null ? null : clock.instant().minus(Durations.parse(after));
  }

  private static Candidates candidates(EnrollRequest request) {
    if ((request.contactIds() == null) == (request.contactFilter() == null)) {
      throw ApiProblem.invalid("/contactIds", "name exactly one of contactIds and contactFilter");
    }
    if (request.contactIds() == null) {
      return Candidates.of(request.contactFilter().conditions());
    }
    if (request.contactIds().contains(null)) {
      throw ApiProblem.invalid(
          "/contactIds/" + request.contactIds().indexOf(null), "must be a UUID, not null");
    }
    return Candidates.of(request.contactIds());
  }

  private static ObjectNode summary(EnrollRequest request, Caller caller) {
    ObjectNode summary = Jsonb.object().put("actor", caller.actor());
    summary.set("contactFilter", Jsonb.tree(request.contactFilter()));
    return summary;
  }
}
