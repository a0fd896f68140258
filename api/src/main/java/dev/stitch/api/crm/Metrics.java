package dev.stitch.api.crm;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Ids;
import dev.stitch.store.crm.EngagementMetric;
import dev.stitch.store.crm.EngagementMetricRepository;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Measurements of posts and engagements; they are added and never changed. */
@Singleton
class Metrics {

  private final EngagementMetricRepository repository;
  private final References references;

  Metrics(EngagementMetricRepository repository, References references) {
    this.repository = repository;
    this.references = references;
  }

  EngagementMetric get(UUID id) {
    return repository.find(id).orElseThrow(() -> ApiProblem.notFound("measurement", id));
  }

  EngagementMetric append(MetricRequest request) {
    RequestCheck check =
        new RequestCheck(references)
            .required("metric", request.metric())
            .line("metric", request.metric())
            .required("value", request.value())
            .time("measuredAt", request.measuredAt())
            .reference("contentPostId", Reference.POST, request.contentPostId())
            .reference("engagementId", Reference.ENGAGEMENT, request.engagementId());
    if (request.value() != null && !Double.isFinite(request.value())) {
      check.fault("value", "is too large");
    }
    if ((request.contentPostId() == null) == (request.engagementId() == null)) {
      check.fault("contentPostId", "give either a contentPostId or an engagementId");
    }
    check.done();
    return repository.append(
        Ids.next(),
        request.contentPostId(),
        request.engagementId(),
        request.metric(),
        request.value(),
        request.measuredAt() == null ? Instant.now() : request.measuredAt());
  }
}
