package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.Infrastructure;
import dev.stitch.activities.step.StepMemories;
import dev.stitch.activities.step.StepRunner;
import dev.stitch.activities.step.StepWork;
import dev.stitch.evaluation.PathEvaluation;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local work of paths. */
@Singleton
class PathWorkRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PathWorkRunner.class);

  private final PlanLookup plans;
  private final StepRunner runner;

  PathWorkRunner(PlanLookup plans, StepRunner runner) {
    this.plans = plans;
    this.runner = runner;
  }

  PathInput perform(
      PathWork task, PathState path, PathOwner owner, StepMemories.Batch batch, Instant now) {
    PathPlan plan = plans.path(path.planHash());
    PathPlan.Step step = plan.step(task.nodeId()).orElseThrow();
    StepWork work =
        new StepWork(
            plan,
            step,
            path.runId(),
            owner.firstRunId(),
            path.execution(),
            owner.entityId(),
            owner.contactId(),
            owner.variables(path),
            now,
            1);
    return switch (task) {
      case PathWork.ExecuteStep execute ->
          new PathInput.StepEnded(now, execute.nodeId(), execute(work, batch), 1);
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(
              now,
              match.nodeId(),
              match.event().id(),
              PathEvaluation.matches(path, match, () -> runner.variables(work)));
    };
  }

  private StepOutcome execute(StepWork work, StepMemories.Batch batch) {
    try {
      return runner.run(work, batch);
    } catch (StepException e) {
      return PathEvaluation.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e)) {
        throw e; // the flush as a whole is taken again
      }
      LOG.error("step type {} failed on node {}", work.step().type(), work.step().id(), e);
      return PathEvaluation.defect(work.step().type());
    }
  }
}
