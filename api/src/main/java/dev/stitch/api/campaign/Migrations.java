package dev.stitch.api.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.campaign.Migrated.Staying;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.bulk.BulkContract;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.SequenceMoves;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.campaign.MoveRepository;
import dev.stitch.store.campaign.MoveRepository.Behind;
import dev.stitch.store.campaign.Template;
import dev.stitch.store.campaign.TemplateStatus;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Moves enrollments that are under way to the newest steps of their template. */
@Singleton
class Migrations {

  /** Enrollments that one request may name. */
  private static final int MOST = 10_000;

  private static final int PAGE = 1_000;

  private static final int TOLD = 100;

  private final Templates templates;
  private final MoveRepository moves;
  private final SequenceMoves sequences;
  private final BulkRepository operations;
  private final Launcher launcher;

  Migrations(
      Templates templates,
      MoveRepository moves,
      SequenceMoves sequences,
      BulkRepository operations,
      Launcher launcher) {
    this.templates = templates;
    this.moves = moves;
    this.sequences = sequences;
    this.operations = operations;
    this.launcher = launcher;
  }

  /** What {@link #migrate} would do now; changes nothing. */
  Migrated rehearse(UUID templateId, MigrateRequest request) {
    List<UUID> ids = ids(request);
    active(templateId);
    return judged(templateId, ids, null);
  }

  /** Takes part in the surrounding transaction. */
  Accepted<Migrated> migrate(UUID templateId, MigrateRequest request, Caller caller) {
    List<UUID> ids = ids(request);
    active(templateId);
    UUID operationId = Ids.next();
    ObjectNode summary = Jsonb.object().put("actor", caller.actor());
    summary.set("enrollmentIds", Jsonb.tree(ids));
    operations.insert(
        operationId, "migrate", templateId, summary, BulkContract.workflowId(operationId));
    Migrated judged = judged(templateId, ids, operationId);
    operations.accepted(
        operationId, judged.accepted(), Jsonb.tree(judged.skipped()), judged.skippedCount());
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        judged,
        URI.create("/api/bulk-operations/" + operationId),
        judged.accepted() == 0
            ? () -> {}
            : () -> launcher.startOrLeave(BulkLaunches.of(operationId)));
  }

  private Migrated judged(UUID templateId, @Nullable List<UUID> ids, @Nullable UUID operationId) {
    SortedMap<String, Long> reasons = new TreeMap<>();
    List<Staying> staying = new ArrayList<>();
    Set<UUID> unknown = new HashSet<>(ids == null ? List.of() : ids);
    long accepted = 0;
    UUID after = null;
    List<Behind> page;
    do {
      page = moves.behind(templateId, ids, after, PAGE);
      for (Behind enrollment : page) {
        unknown.remove(enrollment.enrollmentId());
        Optional<String> obstacle = sequences.obstacle(enrollment);
        if (obstacle.isEmpty()) {
          accepted++;
        } else {
          reasons.merge(obstacle.get(), 1L, Long::sum);
          staying.add(
              new Staying(enrollment.enrollmentId(), enrollment.contactId(), obstacle.get()));
        }
        after = enrollment.enrollmentId();
      }
    } while (page.size() == PAGE);
    for (UUID id : unknown) {
      reasons.merge("not_behind", 1L, Long::sum);
      staying.add(new Staying(id, null, "not_behind"));
    }
    return new Migrated(
        operationId, accepted, staying.stream().limit(TOLD).toList(), staying.size(), reasons);
  }

  private void active(UUID templateId) {
    Template template = templates.row(templateId);
    if (template.status() != TemplateStatus.ACTIVE) {
      throw ApiProblem.conflict(
          "Template '%s' is %s: activate it first."
              .formatted(template.name(), template.status().word()));
    }
  }

  private static @Nullable List<UUID> ids(MigrateRequest request) {
    List<UUID> ids = request.enrollmentIds();
    if (ids == null) {
      return null;
    }
    if (ids.contains(null)) {
      throw ApiProblem.invalid("/enrollmentIds/" + ids.indexOf(null), "must be a UUID, not null");
    }
    if (ids.size() > MOST) {
      throw ApiProblem.invalid(
          "/enrollmentIds", "has %,d ids; at most %,d".formatted(ids.size(), MOST));
    }
    return ids;
  }
}
