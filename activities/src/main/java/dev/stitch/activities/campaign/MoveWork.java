package dev.stitch.activities.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.bulk.BulkWork;
import dev.stitch.activities.bulk.SideBySide;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.SequenceMoves;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.campaign.MoveRepository;
import dev.stitch.store.campaign.MoveRepository.Behind;
import dev.stitch.store.run.RunRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a template's enrollments to its newest graph. What it leaves between the end of a run and
 * the beginning of the next, the reconciler finishes.
 */
@Singleton
class MoveWork implements BulkWork {

  private static final Logger LOG = LoggerFactory.getLogger(MoveWork.class);

  /** A run that waits is cancelled within milliseconds, while a worker is there. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longer than a page needs from the beginning of a move to the cancelling of its run. */
  private static final Duration LOST = Duration.ofSeconds(30);

  private static final String WHY = "its enrollment moves to the newest steps";

  /** Moves a pass; the next passes finish the rest. */
  private static final int LIMIT = 200;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final MoveRepository moves;
  private final SequenceMoves sequences;
  private final RunRepository runs;
  private final Launcher launcher;
  private final Clock clock = Clock.systemUTC();

  /** The last whose move a pass has tried to finish; null to begin anew. */
  private @Nullable UUID position;

  MoveWork(MoveRepository moves, SequenceMoves sequences, RunRepository runs, Launcher launcher) {
    this.moves = moves;
    this.sequences = sequences;
    this.runs = runs;
    this.launcher = launcher;
  }

  @Override
  public boolean does(String kind) {
    return kind.equals("migrate");
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    List<Behind> behind =
        operation.templateId() == null
            ? List.of()
            : moves.behind(
                operation.templateId(), ids(operation.request()), page.after(), page.size());
    if (behind.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    String actor = operation.request().path("actor").asText("template");
    int stayed = SideBySide.countRefused(behind, enrollment -> move(enrollment, actor), heartbeat);
    return new PageEnd(
        behind.getLast().enrollmentId(),
        new Progress(
            page.before().succeeded() + behind.size() - stayed, page.before().failed() + stayed));
  }

  private boolean move(Behind enrollment, String actor) {
    if (sequences.obstacle(enrollment).isPresent() || !sequences.begin(enrollment)) {
      return false;
    }
    launcher.cancel(enrollment.workflowId(), WHY);
    return ended(enrollment.runId()) && finish(enrollment.enrollmentId(), actor);
  }

  /**
   * Finishes moves that were interrupted: cancels the runs of those whose run lives on, and has
   * those go on whose run has ended. One that cannot go on keeps nobody else from it.
   */
  void finishInterrupted() {
    moves
        .uncancelled(clock.instant().minus(LOST), LIMIT)
        .forEach(enrollment -> launcher.cancelOrLeave(enrollment.workflowId(), WHY));
    List<Behind> unfinished = moves.unfinished(position, LIMIT);
    position = unfinished.size() < LIMIT ? null : unfinished.getLast().enrollmentId();
    for (Behind enrollment : unfinished) {
      try {
        finish(enrollment.enrollmentId(), "template");
      } catch (RuntimeException e) {
        LOG.warn(
            "Enrollment {} cannot go on by the newest steps yet", enrollment.enrollmentId(), e);
      }
    }
  }

  /** Has an enrollment whose run has ended go on; false when it stays as it is. */
  private boolean finish(UUID enrollmentId, String actor) {
    return sequences
        .finish(enrollmentId, actor)
        .map(
            launch -> {
              launcher.startOrLeave(launch);
              return true;
            })
        .orElse(false);
  }

  private boolean ended(UUID runId) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (runs.find(runId).filter(run -> run.status().isFinal()).isPresent()) {
        return true;
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static @Nullable List<UUID> ids(JsonNode request) {
    JsonNode ids = request.path("enrollmentIds");
    return ids.isArray()
        ? ids.valueStream().map(id -> UUID.fromString(id.asText())).toList()
        : null;
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    // Those that have begun to move are finished by the reconciler.
  }
}
