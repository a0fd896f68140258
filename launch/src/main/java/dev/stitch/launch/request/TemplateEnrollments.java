package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.bulk.BulkContract;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launch;
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
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.TriggerKind;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Enrolls contacts in templates: they are accepted in one transaction, and a bulk operation begins
 * them.
 */
@Singleton
public class TemplateEnrollments {

  private final TemplateRepository templates;
  private final EnrollmentAdmission admission;
  private final SequenceRuns sequences;
  private final BulkRepository operations;
  private final Clock clock = Clock.systemUTC();

  TemplateEnrollments(
      TemplateRepository templates,
      EnrollmentAdmission admission,
      SequenceRuns sequences,
      BulkRepository operations) {
    this.templates = templates;
    this.admission = admission;
    this.sequences = sequences;
    this.operations = operations;
  }

  /**
   * What an enrollment accepted.
   *
   * @param runId the run whose counters tell how many have begun; null when nobody begins
   */
  public record AcceptedEnrollment(
      UUID operationId, @Nullable UUID runId, EnrollmentAdmission.Decision decision) {

    /** How to start the operation once the rows are committed; empty when nobody begins. */
    public Optional<Launch> launch() {
      return decision.accepted() == 0
          ? Optional.empty()
          : Optional.of(BulkLaunches.of(operationId));
    }
  }

  /**
   * Writes the enrollments and their operation in the surrounding transaction.
   *
   * @throws Refusal when the template enrolls nobody like this
   */
  public AcceptedEnrollment accept(UUID templateId, EnrollRequest request, RunOrigin origin) {
    Candidates candidates = candidates(request);
    // Shared, so that it is neither completed nor deleted before these are written.
    Template template = open(templateId, templates.findForShare(templateId).orElse(null));
    UUID operationId = Ids.next();
    String workflowId = BulkContract.workflowId(operationId);
    operations.insert(operationId, "enroll", templateId, summary(request, origin), workflowId);
    EnrollmentAdmission.Decision decision =
        admission.admit(rules(template), candidates, operationId, origin.actor());
    UUID runId = null;
    if (decision.accepted() > 0) {
      runId = Ids.next();
      sequences.insertParent(runId, parent(template, origin), decision.accepted(), workflowId);
      operations.countedBy(operationId, runId);
    }
    operations.accepted(
        operationId, decision.accepted(), Jsonb.tree(decision.skipped()), decision.skippedCount());
    return new AcceptedEnrollment(operationId, runId, decision);
  }

  /** What {@link #accept} would accept now; refuses what that refuses, and changes nothing. */
  public EnrollmentAdmission.Decision rehearse(UUID templateId, EnrollRequest request) {
    Candidates candidates = candidates(request);
    Template template = open(templateId, templates.find(templateId).orElse(null));
    return admission.rehearse(rules(template), candidates);
  }

  /**
   * Checks a request without looking at the contacts.
   *
   * @throws Refusal when the template enrolls nobody like this
   */
  public void check(UUID templateId, EnrollRequest request) {
    candidates(request);
    open(templateId, templates.find(templateId).orElse(null));
  }

  private static Template open(UUID id, @Nullable Template template) {
    if (template == null) {
      throw Refusal.notFound("template", id);
    }
    if (template.status() == TemplateStatus.COMPLETED) {
      throw Refusal.conflict(
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
      throw Refusal.invalid("/contactIds", "name exactly one of contactIds and contactFilter");
    }
    if (request.contactIds() == null) {
      return Candidates.of(request.contactFilter().conditions());
    }
    if (request.contactIds().contains(null)) {
      throw Refusal.invalid(
          "/contactIds/" + request.contactIds().indexOf(null), "must be a UUID, not null");
    }
    return Candidates.of(request.contactIds());
  }

  private static NewRun.Origin parent(Template template, RunOrigin origin) {
    ObjectNode trigger = origin.trigger().deepCopy().put("templateId", template.id().toString());
    // What people begin by hand goes by the template, as what it begins by itself does.
    boolean byHand = origin.kind() == TriggerKind.API;
    return new NewRun.Origin(
        template.name(),
        origin.actor(),
        byHand ? trigger.put("kind", "template") : trigger,
        byHand ? TriggerKind.TEMPLATE : origin.kind(),
        template.id());
  }

  private static ObjectNode summary(EnrollRequest request, RunOrigin origin) {
    ObjectNode summary = Jsonb.object().put("actor", origin.actor());
    summary.set("contactFilter", Jsonb.tree(request.contactFilter()));
    return summary;
  }
}
