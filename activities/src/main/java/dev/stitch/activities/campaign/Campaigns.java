package dev.stitch.activities.campaign;

import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.TemplateOperations;
import dev.stitch.launch.pipeline.TemplateRuns;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.TemplateRepository;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has come due in campaigns: begins enrollments and runs whose template's time has come,
 * completes templates whose last moment has passed, ends runs that nobody wants any more, and asks
 * after goals.
 */
@Singleton
public class Campaigns {

  private static final Logger LOG = LoggerFactory.getLogger(Campaigns.class);

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
  private final MoveWork move;
  private final TemplateRuns runs;
  private final Clock clock = Clock.systemUTC();

  Campaigns(
      TemplateRepository templates,
      SequenceRuns sequences,
      SequenceBatch batch,
      TemplateOperations operations,
      Launcher launcher,
      OpenGoals goals,
      MoveWork move,
      TemplateRuns runs) {
    this.templates = templates;
    this.sequences = sequences;
    this.batch = batch;
    this.operations = operations;
    this.launcher = launcher;
    this.goals = goals;
    this.move = move;
    this.runs = runs;
  }

  /** One pass. What fails is left to the next one, and keeps nothing else from being done. */
  public void keepUp() {
    Instant now = clock.instant();
    templates
        .overdue(now, LIMIT)
        .forEach(
            id ->
                attempt(
                    "complete template " + id,
                    () ->
                        operations
                            .complete(id, "out_of_time", "template")
                            .ifPresent(launcher::start)));
    templates
        .due(now, LIMIT)
        .forEach(
            id ->
                attempt(
                    "begin template " + id,
                    () ->
                        launcher.start(
                            BulkLaunches.of(operations.insert("resume", id, "template")))));
    runs.due(LIMIT)
        .forEach(
            id ->
                attempt(
                    "begin the run of template " + id,
                    () -> runs.beginDue(id).ifPresent(launcher::start)));
    attempt(
        "end unwanted runs",
        () -> batch.cancel(sequences.unwanted(now.minus(PATIENCE), null, LIMIT), () -> {}));
    attempt("ask after goals", goals::askNext);
    attempt("finish moves", move::finishInterrupted);
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      LOG.debug("Temporal cannot be reached to {}; the next pass tries again", what, e);
    } catch (RuntimeException e) {
      LOG.warn("Could not {}; the next pass tries again", what, e);
    }
  }
}
