package dev.stitch.api.campaign;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.TemplateOperations;
import dev.stitch.launch.act.Runs;
import dev.stitch.machine.RunAct;
import dev.stitch.store.campaign.EnrollmentRepository;
import dev.stitch.store.campaign.EnrollmentRow;
import dev.stitch.store.campaign.EnrollmentStatus;
import dev.stitch.store.campaign.TemplateStatus;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads enrollments, and pauses, resumes and removes them. */
@Singleton
class EnrollmentActs {

  private final Templates templates;
  private final EnrollmentRepository enrollments;
  private final RunRepository runs;
  private final Runs acts;
  private final TemplateOperations operations;
  private final Launcher launcher;

  EnrollmentActs(
      Templates templates,
      EnrollmentRepository enrollments,
      RunRepository runs,
      Runs acts,
      TemplateOperations operations,
      Launcher launcher) {
    this.templates = templates;
    this.enrollments = enrollments;
    this.runs = runs;
    this.acts = acts;
    this.operations = operations;
    this.launcher = launcher;
  }

  Page<EnrollmentView> list(
      UUID templateId,
      @Nullable EnrollmentStatus status,
      @Nullable UUID contactId,
      PageRequest request) {
    var template = templates.row(templateId);
    return enrollments
        .page(templateId, status, contactId, request)
        .map(row -> EnrollmentView.of(row, template));
  }

  /** The enrollments of a contact in whatever template; none of one that does not exist. */
  Page<EnrollmentView> ofContact(
      UUID contactId, @Nullable EnrollmentStatus status, PageRequest request) {
    return enrollments
        .page(null, status, contactId, request)
        .map(row -> EnrollmentView.of(row, templates.row(row.templateId())));
  }

  EnrollmentView get(UUID templateId, UUID id) {
    return EnrollmentView.of(row(templateId, id), templates.row(templateId));
  }

  /** Holds an enrollment; whatever it waits for stands still meanwhile. */
  EnrollmentView pause(UUID templateId, UUID id, String actId, Caller caller) {
    EnrollmentRow row = live(templateId, id);
    if (row.workflowRunId() != null) {
      acts.act(run(row), new RunAct.Pause(actId, caller.actor(), null));
    } else if (!enrollments.hold(id, true)) {
      throw wrongState(row(templateId, id), "paused");
    }
    return get(templateId, id);
  }

  /** Has an enrollment go on, or begin. */
  EnrollmentView resume(UUID templateId, UUID id, String actId, Caller caller) {
    EnrollmentRow row = live(templateId, id);
    if (row.workflowRunId() != null) {
      acts.act(run(row), new RunAct.Resume(actId, caller.actor(), null));
    } else if (!enrollments.hold(id, false)) {
      throw wrongState(row(templateId, id), "resumed");
    } else if (templates.row(templateId).status() == TemplateStatus.ACTIVE) {
      launcher.startOrLeave(
          BulkLaunches.of(operations.insert("resume", templateId, caller.actor())));
    }
    return get(templateId, id);
  }

  /** Ends an enrollment: from now on nothing goes out to the contact. */
  EnrollmentView remove(UUID templateId, UUID id) {
    EnrollmentRow row = live(templateId, id);
    if (!enrollments.end(id, EnrollmentStatus.REMOVED, "removed")) {
      throw wrongState(row(templateId, id), "removed");
    }
    if (row.workflowRunId() != null) {
      // The reconciler ends it when this does not come to it.
      runs.find(row.workflowRunId())
          .filter(run -> !run.status().isFinal())
          .ifPresent(
              run ->
                  launcher.cancelOrLeave(run.temporalWorkflowId(), "its enrollment was removed"));
    }
    return get(templateId, id);
  }

  private RunRow run(EnrollmentRow row) {
    return runs.find(row.workflowRunId())
        .orElseThrow(() -> ApiProblem.notFound("run", row.workflowRunId()));
  }

  private EnrollmentRow row(UUID templateId, UUID id) {
    return enrollments
        .find(id)
        .filter(row -> row.templateId().equals(templateId))
        .orElseThrow(() -> ApiProblem.notFound("enrollment", id));
  }

  private EnrollmentRow live(UUID templateId, UUID id) {
    EnrollmentRow row = row(templateId, id);
    if (row.status().isFinal()) {
      throw ApiProblem.conflict("Enrollment " + id + " is " + row.status().word() + " already.");
    }
    return row;
  }

  private static ApiProblem wrongState(EnrollmentRow row, String wanted) {
    return ApiProblem.conflict(
        "Enrollment %s is %s and cannot be %s.".formatted(row.id(), row.status().word(), wanted));
  }
}
