package dev.stitch.api.run;

import dev.stitch.store.contact.ContactLabel;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.journey.AdmissionPreview;
import dev.stitch.store.journey.Candidates;
import dev.stitch.store.journey.EntityAdmission;
import dev.stitch.store.journey.EntityReadmission;
import dev.stitch.store.journey.SkippedContact;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Says what a seeding would accept now, by the judgement of the seeding itself. */
@Singleton
class SeedingPreview {

  private final AdmissionPreview admission;
  private final EntityReadmission readmission;
  private final ContactRepository contacts;

  SeedingPreview(
      AdmissionPreview admission, EntityReadmission readmission, ContactRepository contacts) {
    this.admission = admission;
    this.readmission = readmission;
    this.contacts = contacts;
  }

  /** For contacts. */
  SeedingForecast of(UUID flowId, boolean reentry, Candidates candidates) {
    AdmissionPreview.Verdict verdict = admission.of(flowId, reentry, candidates);
    return forecast(verdict.accepted(), verdict.skippedByReason(), verdict.skipped());
  }

  /** For entities that begin again. */
  SeedingForecast of(UUID flowId, boolean reentry, List<UUID> entityIds) {
    EntityReadmission.Decision again = readmission.preview(flowId, entityIds);
    AdmissionPreview.Verdict anew = admission.of(flowId, reentry, Candidates.of(again.ended()));
    SortedMap<String, Long> byReason = new TreeMap<>(anew.skippedByReason());
    again.skipped().forEach(skipped -> byReason.merge(skipped.reason(), 1L, Long::sum));
    List<SkippedContact> skipped = new ArrayList<>(again.skipped());
    skipped.addAll(anew.skipped());
    return forecast(again.taken().size() + anew.accepted(), byReason, skipped);
  }

  private SeedingForecast forecast(
      long accepted, Map<String, Long> byReason, List<SkippedContact> skipped) {
    List<SkippedContact> told = skipped.stream().limit(EntityAdmission.TOLD).toList();
    Map<UUID, ContactLabel> labels =
        contacts.labels(
            told.stream().map(SkippedContact::contactId).filter(id -> id != null).toList());
    return new SeedingForecast(
        accepted,
        told.stream().map(one -> named(one, labels.get(one.contactId()))).toList(),
        byReason.values().stream().mapToLong(Long::longValue).sum(),
        new TreeMap<>(byReason));
  }

  private static SeedingForecast.Skipped named(
      SkippedContact skipped, @Nullable ContactLabel label) {
    return new SeedingForecast.Skipped(
        skipped.contactId(),
        label == null ? null : label.name(),
        label == null ? null : label.email(),
        skipped.entityId(),
        skipped.reason());
  }
}
