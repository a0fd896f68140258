package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Patches;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.Engagement;
import dev.stitch.store.crm.EngagementRepository;
import dev.stitch.store.crm.EngagementStatus;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** What was done between us and contacts, one act at a time. */
@Singleton
class Engagements {

  /** What a client may change of the act of a run's step; the run keeps the rest. */
  private static final Set<String> FREE =
      Set.of("text", "metadata", "contentPostId", "platformEngagementId");

  private static final Set<EngagementStatus> TO_COME =
      Set.of(EngagementStatus.PLANNED, EngagementStatus.WAITING);

  private final Database database;
  private final EngagementRepository repository;
  private final Patches patches;
  private final References references;

  Engagements(
      Database database, EngagementRepository repository, Patches patches, References references) {
    this.database = database;
    this.repository = repository;
    this.patches = patches;
    this.references = references;
  }

  Engagement get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  Engagement create(EngagementRequest request, Caller caller) {
    return repository.put(checked(request).engagement(Ids.next(), caller.actor()));
  }

  Engagement change(UUID id, ObjectNode patch, Caller caller) {
    return database.transaction(
        () -> {
          Engagement before = locked(id);
          if (before.nodeId() != null) {
            refuseWhatTheRunKeeps(before, patch);
          }
          EngagementRequest request =
              patches.apply(EngagementRequest.of(before), patch, EngagementRequest.class);
          checked(request, before.nodeId() == null);
          if (!before.contactId().equals(request.contactId())) {
            throw ApiProblem.invalid("/contactId", "cannot change; record another engagement");
          }
          return repository.put(request.engagement(id, caller.actor()));
        });
  }

  void remove(UUID id) {
    database.transaction(
        () -> {
          Engagement engagement = locked(id);
          if (engagement.nodeId() != null && TO_COME.contains(engagement.status())) {
            throw ApiProblem.conflict(
                "The engagement is a step of run %s, which has not done it yet: skip the step, or remove the enrollment."
                    .formatted(engagement.workflowRunId()));
          }
          repository.remove(id);
        });
  }

  private static void refuseWhatTheRunKeeps(Engagement engagement, ObjectNode patch) {
    patch
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FREE.contains(field)) {
                throw ApiProblem.conflict(
                    "/" + field,
                    "The engagement is a step of run %s, which keeps this; answer its task, or skip the step."
                        .formatted(engagement.workflowRunId()));
              }
            });
  }

  private EngagementRequest checked(EngagementRequest request) {
    return checked(request, true);
  }

  /**
   * @param ours false for a step of a run, whose target may still be a template
   */
  private EngagementRequest checked(EngagementRequest request, boolean ours) {
    RequestCheck check =
        new RequestCheck(references)
            .required("contactId", request.contactId())
            .required("type", request.type())
            .line("platformEngagementId", request.platformEngagementId())
            .text("text", request.text())
            .line("performedBy", request.performedBy())
            .time("occurredAt", request.occurredAt())
            .reference("contactId", Reference.CONTACT, request.contactId())
            .reference("contentPostId", Reference.POST, request.contentPostId())
            .reference("templateId", Reference.TEMPLATE, request.templateId())
            .reference("workflowRunId", Reference.RUN, request.workflowRunId());
    if (ours && !"latest_post".equals(request.target())) {
      check.link("target", request.target());
    }
    check.done();
    BoundedJson.require("/metadata", request.metadata(), SizeLimits.METADATA);
    return request;
  }

  private Engagement locked(UUID id) {
    return repository.findForUpdate(id).orElseThrow(() -> notFound(id));
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("engagement", id);
  }
}
