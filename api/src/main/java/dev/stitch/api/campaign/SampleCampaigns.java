package dev.stitch.api.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.request.EnrollRequest;
import dev.stitch.store.campaign.SkippedEnrollment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** Makes templates that are part of the program, and enrolls sample contacts in them. */
@Singleton
public class SampleCampaigns {

  private final Templates templates;
  private final Enrollments enrollments;
  private final ObjectMapper mapper;

  SampleCampaigns(Templates templates, Enrollments enrollments, ObjectMapper mapper) {
    this.templates = templates;
    this.enrollments = enrollments;
    this.mapper = mapper;
  }

  /**
   * Makes a template that is active at once; nobody is enrolled in it yet. Takes part in the
   * surrounding transaction.
   *
   * @param template as a client would send it
   */
  public UUID create(ObjectNode template, Caller caller) {
    try {
      TemplateRequest request = mapper.treeToValue(template, TemplateRequest.class);
      return templates.create(request, caller).body().id();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was enrolled. */
  public record Begun(
      @Nullable UUID bulkOperationId, long accepted, List<SkippedEnrollment> skipped) {}

  /** Takes part in the surrounding transaction. */
  public Accepted<Begun> enroll(UUID templateId, List<UUID> contacts, Caller caller) {
    Accepted<Enrolled> accepted =
        enrollments.enroll(templateId, new EnrollRequest(contacts, null, null), caller);
    Enrolled enrolled = accepted.body();
    return new Accepted<>(
        accepted.status(),
        new Begun(enrolled.bulkOperationId(), enrolled.accepted(), enrolled.skipped()),
        accepted.location(),
        accepted.afterCommit());
  }
}
