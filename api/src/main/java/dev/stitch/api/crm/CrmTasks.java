package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Patches;
import dev.stitch.api.security.Caller;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.launch.act.TaskAnswers;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.CrmTask;
import dev.stitch.store.crm.CrmTaskRepository;
import dev.stitch.store.crm.CrmTaskStatus;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Tasks of the CRM, one at a time. */
@Singleton
class CrmTasks {

  private static final List<String> KEPT_BY_THE_RUN =
      List.of("contactId", "engagementId", "relatedTemplateId", "workflowRunId");

  private final Database database;
  private final CrmTaskRepository repository;
  private final TaskAnswers answers;
  private final Patches patches;
  private final References references;

  CrmTasks(
      Database database,
      CrmTaskRepository repository,
      TaskAnswers answers,
      Patches patches,
      References references) {
    this.database = database;
    this.answers = answers;
    this.repository = repository;
    this.patches = patches;
    this.references = references;
  }

  CrmTask get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  CrmTask create(CrmTaskRequest request, Caller caller) {
    return repository.put(
        checked(request).task(Ids.next(), caller.actor(), caller.actor(), Instant.now()));
  }

  /**
   * Changes what the patch names. A task that stands for a run's question is settled by answering
   * it, and the run goes on.
   *
   * @throws ApiProblem 409 when a question that is settled is to be settled otherwise
   */
  CrmTask change(UUID id, ObjectNode patch, Caller caller) {
    CrmTask task = get(id);
    if (task.humanTaskId() != null) {
      refuseWhatTheRunKeeps(task, patch);
    }
    CrmTaskRequest asked = checked(patched(task, patch));
    if (task.humanTaskId() != null && asked.status() != task.status()) {
      answer(task.humanTaskId(), asked.status(), caller);
    }
    return database.transaction(
        () -> {
          CrmTask before = locked(id);
          CrmTaskRequest request = checked(patched(before, patch));
          boolean settles = request.status() != before.status();
          if (settles && before.humanTaskId() != null) {
            throw ApiProblem.conflict(
                "/status", "The question of its run is " + word(before) + " meanwhile.");
          }
          return repository.put(
              request.task(
                  id,
                  before.createdBy(),
                  settles ? caller.actor() : before.closedBy(),
                  settles ? Instant.now() : before.closedAt()));
        });
  }

  private static void refuseWhatTheRunKeeps(CrmTask task, ObjectNode patch) {
    for (String field : KEPT_BY_THE_RUN) {
      if (patch.has(field)) {
        throw ApiProblem.conflict(
            "/" + field,
            "The task stands for a question of run %s, which keeps this."
                .formatted(task.workflowRunId()));
      }
    }
  }

  /** Has the run go on that asks. */
  private void answer(UUID humanTaskId, CrmTaskStatus status, Caller caller) {
    String choice =
        switch (status) {
          case DONE -> EngagementTask.DONE;
          case CANCELLED -> EngagementTask.NOT_POSSIBLE;
          case OPEN ->
              throw ApiProblem.conflict(
                  "/status", "The run has gone on with the answer; retry it to be asked again.");
        };
    answers.answer(
        humanTaskId, Ids.next().toString(), caller.actor(), new TaskAnswers.Answer(choice, null));
  }

  void remove(UUID id) {
    database.transaction(
        () -> {
          CrmTask task = locked(id);
          if (task.humanTaskId() != null && task.status() == CrmTaskStatus.OPEN) {
            throw ApiProblem.conflict(
                "Run %s waits for the task: set it to done or cancelled first."
                    .formatted(task.workflowRunId()));
          }
          repository.remove(id);
        });
  }

  private static String word(CrmTask task) {
    return task.status().name().toLowerCase(Locale.ROOT);
  }

  private CrmTaskRequest patched(CrmTask before, ObjectNode patch) {
    return patches.apply(CrmTaskRequest.of(before), patch, CrmTaskRequest.class);
  }

  private CrmTaskRequest checked(CrmTaskRequest request) {
    new RequestCheck(references)
        .required("title", request.title())
        .line("title", request.title())
        .text("description", request.description())
        .link("url", request.url())
        .line("assignee", request.assignee())
        .time("dueAt", request.dueAt())
        .reference("contactId", Reference.CONTACT, request.contactId())
        .reference("engagementId", Reference.ENGAGEMENT, request.engagementId())
        .reference("relatedTemplateId", Reference.TEMPLATE, request.relatedTemplateId())
        .reference("workflowRunId", Reference.RUN, request.workflowRunId())
        .done();
    return request;
  }

  private CrmTask locked(UUID id) {
    return repository.findForUpdate(id).orElseThrow(() -> notFound(id));
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("task of the CRM", id);
  }
}
