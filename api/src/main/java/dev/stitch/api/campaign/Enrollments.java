package dev.stitch.api.campaign;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.request.EnrollRequest;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.request.TemplateEnrollments;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Answers requests that enroll contacts in templates. */
@Singleton
class Enrollments {

  private final TemplateEnrollments enrollments;
  private final Launcher launcher;

  Enrollments(TemplateEnrollments enrollments, Launcher launcher) {
    this.enrollments = enrollments;
    this.launcher = launcher;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Enrolled> enroll(UUID templateId, EnrollRequest request, Caller caller) {
    TemplateEnrollments.AcceptedEnrollment accepted =
        enrollments.accept(templateId, request, RunOrigin.api(caller.actor()));
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        Enrolled.of(accepted.operationId(), accepted.runId(), accepted.decision()),
        URI.create("/api/bulk-operations/" + accepted.operationId()),
        () -> accepted.launch().ifPresent(launcher::startOrLeave));
  }

  /** What {@link #enroll} would accept now; refuses what that refuses, and changes nothing. */
  Enrolled rehearse(UUID templateId, EnrollRequest request) {
    return Enrolled.of(null, null, enrollments.rehearse(templateId, request));
  }
}
