package dev.stitch.activities.campaign;

import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.TemplateOperations;
import dev.stitch.store.campaign.MoveRepository;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.TemplateRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Does what has come due in campaigns: begins enrollments whose template's time has come, completes
 * templates whose last moment has passed, ends runs that nobody wants any more, and asks after
 * goals.
 */
@Singleton
public class Campaigns {

  /** Longer than the operation or request that makes a run unwanted takes to end it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Templates or runs a pass; the next passes work off the rest. */
  private static final int LIMIT = 200;

  private final TemplateRepository templates;
  private final SequenceRuns sequences;
  private final SequenceBatch batch;
  private final TemplateOperations operations;
  private final Launcher launcher;
  private final OpenGoals goals;
  private final MoveRepository moves;
  private final MoveWork move;
  private final Clock clock = Clock.systemUTC();

  Campaigns(
      TemplateRepository templates,
      SequenceRuns sequences,
      SequenceBatch batch,
      TemplateOperations operations,
      Launcher launcher,
      OpenGoals goals,
      MoveRepository moves,
      MoveWork move) {
    this.templates = templates;
    this.sequences = sequences;
    this.batch = batch;
    this.operations = operations;
    this.launcher = launcher;
    this.goals = goals;
    this.moves = moves;
    this.move = move;
  }

  /** One pass. */
  public void keepUp() {
    Instant now = clock.instant();
    templates
        .overdue(now, LIMIT)
        .forEach(
            id -> operations.complete(id, "out_of_time", "template").ifPresent(launcher::start));
    templates
        .due(now, LIMIT)
        .forEach(
            id -> launcher.start(BulkLaunches.of(operations.insert("resume", id, "template"))));
    batch.cancel(sequences.unwanted(now.minus(PATIENCE), null, LIMIT), () -> {});
    goals.askNext();
    moves.unfinished(LIMIT).forEach(moved -> move.finish(moved.enrollmentId(), "template"));
  }
}
