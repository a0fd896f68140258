package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchStep;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.pipeline.PruneCriteria;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.ContactArchive;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.ContactSnapshots;
import dev.stitch.store.contact.ContactSnapshots.Snapshot;
import dev.stitch.store.contact.ContactSnapshots.Walk;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import dev.stitch.store.contact.RevisionSource;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Archives the contacts that meet the criteria. */
@Singleton
class PruneWork implements BatchWork {

  static final String NAME = "prune";

  /** Contacts that are looked at, and then written, at once. */
  static final int PAGE = 500;

  /** After this a page ends early: criteria may cost much on large contacts. */
  private static final Duration LOOKING = Duration.ofSeconds(10);

  private static final String AFTER = "after";

  private final ContactSnapshots contacts;
  private final ContactArchive archive;
  private final ContactRevisions revisions;
  private final Clock clock = Clock.systemUTC();

  PruneWork(ContactSnapshots contacts, ContactArchive archive, ContactRevisions revisions) {
    this.contacts = contacts;
    this.archive = archive;
    this.revisions = revisions;
  }

  @Override
  public Set<String> names() {
    return Set.of(NAME);
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress) {
    PruneRequest request = PipelineRuns.pruning(run.config());
    Walk among = PipelineRuns.among(request, run.startedAt());
    PruneCriteria criteria = new PruneCriteria(request.criteria(), run.startedAt());
    while (progress.goesOn()) {
      UUID after = after(progress);
      List<Snapshot> page = contacts.after(among, after, PAGE);
      if (page.isEmpty()) {
        return new SliceEnd.Finished(result(progress));
      }
      Integer total = after == null ? contacts.count(among) : null;
      Judged judged = judge(page, criteria);
      progress.commit(
          Jsonb.object().put(AFTER, judged.last().toString()),
          written -> write(run, judged, total, written));
    }
    return new SliceEnd.More();
  }

  private static @Nullable UUID after(SliceProgress progress) {
    return progress.position() == null
        ? null
        : UUID.fromString(progress.position().path(AFTER).asText());
  }

  /**
   * What the criteria say of a page.
   *
   * @param last the last contact that was looked at
   */
  private record Judged(
      UUID last, int kept, Map<UUID, Long> matched, Map<UUID, StepException> failed) {}

  /** Outside of the transaction, since criteria may take long. */
  private static Judged judge(List<Snapshot> page, PruneCriteria criteria) {
    long end = System.nanoTime() + LOOKING.toNanos();
    Map<UUID, Long> matched = new LinkedHashMap<>();
    Map<UUID, StepException> failed = new LinkedHashMap<>();
    int kept = 0;
    UUID last = page.getFirst().id();
    for (Snapshot contact : page) {
      last = contact.id();
      try {
        if (criteria.meet(contact.contact())) {
          matched.put(contact.id(), contact.version());
        } else {
          kept++;
        }
      } catch (StepException e) {
        failed.put(contact.id(), e);
      }
      if (System.nanoTime() - end >= 0) {
        break;
      }
    }
    return new Judged(last, kept, matched, failed);
  }

  private void write(BatchRun run, Judged judged, @Nullable Integer total, BatchPage page) {
    Trail trail = new Trail(clock, null);
    if (total != null) {
      page.total(total);
    }
    List<UUID> archived = archive.archive(judged.matched());
    List<Entry> entries = new ArrayList<>();
    Instant now = clock.instant();
    for (UUID id : archived) {
      entries.add(Entry.of(id, RevisionKind.ARCHIVED, change()));
      page.step(trail.done(BatchStepType.CONTACT_ARCHIVE, now).about(id).answered(change()));
    }
    revisions.record(
        entries, new RevisionOrigin(RevisionSource.PRUNE, run.id(), null, run.startedBy()));
    judged.failed().forEach((id, failure) -> page.error(error(trail, id, failure)));
    // Whoever was changed since it was looked at may not meet the criteria any more.
    int changed = judged.matched().size() - archived.size();
    page.succeeded(archived.size());
    page.skipped(judged.kept() + changed);
    page.add("matched", judged.matched().size());
    page.add("archived", archived.size());
    page.add("changedMeanwhile", changed);
  }

  private static ObjectNode change() {
    ObjectNode change = Jsonb.object();
    change.putObject("status").put("before", "active").put("after", "archived");
    return change;
  }

  private static BatchStep error(Trail trail, UUID id, StepException failure) {
    return trail.failed(BatchStepType.ERROR, failure, trail.now()).about(id);
  }

  private static ObjectNode result(SliceProgress progress) {
    return Jsonb.object()
        .put("matched", progress.part("matched"))
        .put("archived", progress.part("archived"))
        .put("changedMeanwhile", progress.part("changedMeanwhile"));
  }
}
