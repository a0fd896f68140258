package dev.stitch.launch.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.batch.BatchRetries;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.ResumePoints;
import dev.stitch.launch.request.WorkflowJson;
import dev.stitch.machine.Act;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.ResumePoint;
import dev.stitch.model.RunStatus;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Ids;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Retries: always a new run with {@code retryOf}. Runs of a journey are retried by it; direct ones
 * here.
 */
@Singleton
public class RunRetries {

  private final RunRepository runs;
  private final RunLauncher launcher;
  private final ResumePoints resumes;
  private final Journeys journeys;
  private final RetryActs acts;
  private final SequenceRetries sequences;
  private final BatchRetries batches;

  RunRetries(
      RunRepository runs,
      RunLauncher launcher,
      ResumePoints resumes,
      Journeys journeys,
      RetryActs acts,
      SequenceRetries sequences,
      BatchRetries batches) {
    this.runs = runs;
    this.launcher = launcher;
    this.resumes = resumes;
    this.journeys = journeys;
    this.acts = acts;
    this.sequences = sequences;
    this.batches = batches;
  }

  /**
   * How to retry a run.
   *
   * @param from null for the failed step
   * @param version null for the pinned one
   */
  public record Way(@Nullable Act.RetryFrom from, @Nullable Act.RetryVersion version) {

    private boolean fromStart() {
      return from == Act.RetryFrom.START;
    }

    private boolean latest() {
      return version == Act.RetryVersion.LATEST;
    }
  }

  /**
   * A run that may be retried.
   *
   * @throws Refusal it is unknown, has not ended, or completed
   */
  public RunRow retryable(UUID id) {
    RunRow run = runs.find(id).orElseThrow(() -> Refusal.notFound("run", id));
    if (!run.status().isFinal() || run.status() == RunStatus.COMPLETED) {
      throw Refusal.conflict(
          "Run "
              + id
              + " is "
              + run.status().word()
              + ": only a failed, cancelled or killed run can be retried.");
    }
    return run;
  }

  /** Whether a journey started it, and so decides about it. */
  public static boolean belongsToJourney(RunRow run) {
    return run.entityId() != null
        && (run.visit() != null || run.isolation() == RunIsolation.INLINE);
  }

  /** Has the journey start a new run in place of this one. */
  public void inJourney(RunRow run, Way way, String actId, String actor) {
    journeys.act(
        run.entityId(),
        acts.act(run.entityId(), actId, actor, run.id(), way.from(), way.version()));
  }

  /** Accepts a new direct run in place of one; takes part in the surrounding transaction. */
  public AcceptedRun direct(RunRow run, Way way, String actor) {
    return batches.accept(run, actor).orElseGet(() -> ofGraph(run, way, actor));
  }

  private AcceptedRun ofGraph(RunRow run, Way way, String actor) {
    PathArguments before = workflowInput(run);
    PlanVersion plan = way.latest() ? latest(run) : before.plan();
    ResumePoint resume = way.fromStart() ? null : resumes.of(run.id(), plan).orElse(null);
    PathArguments again =
        before.retried(
            Ids.next(),
            plan,
            way.fromStart() ? before.execution() + 1 : before.execution(),
            resume,
            actor);
    return new AcceptedRun(
        again.runId(),
        run.workflowType() == WorkflowType.SEQUENCE
            ? sequences.accept(run, again)
            : launcher.accept(again, null));
  }

  private PlanVersion latest(RunRow run) {
    return run.workflowType() == WorkflowType.SEQUENCE ? sequences.latest(run) : acts.latest(run);
  }

  private static PathArguments workflowInput(RunRow run) {
    if (run.workflowType() == WorkflowType.AGENT) {
      throw Refusal.conflict(
          "Run %s is an agent's: write a message to session %s, and a new run goes on from there."
              .formatted(run.id(), run.owners().sessionId()));
    }
    JsonNode input = run.config().get("workflowInput");
    if (input == null) {
      throw Refusal.conflict(
          "Run " + run.id() + " was not started by itself; it cannot be retried alone.");
    }
    return WorkflowJson.read(input, PathArguments.class);
  }
}
