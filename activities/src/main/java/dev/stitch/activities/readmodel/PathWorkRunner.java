package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.Infrastructure;
import dev.stitch.activities.step.StepMemories;
import dev.stitch.activities.step.StepRunner;
import dev.stitch.activities.step.StepWork;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.StepVariables;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
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

  /**
   * Whose path it is.
   *
   * @param nodeId the UX node the entity stands at
   */
  record Owner(
      UUID firstRunId,
      @Nullable UUID entityId,
      @Nullable UUID contactId,
      @Nullable UUID flowId,
      @Nullable String nodeId) {}

  PathInput perform(
      PathWork task, PathState path, Owner owner, StepMemories.Batch batch, Instant now) {
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
            StepVariables.of(
                path, StepVariables.entity(owner.entityId(), owner.flowId(), owner.nodeId(), path)),
            now,
            1);
    return switch (task) {
      case PathWork.ExecuteStep execute ->
          new PathInput.StepEnded(now, execute.nodeId(), execute(work, batch), 1);
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(
              now, match.nodeId(), match.event().id(), matches(work, path, match));
    };
  }

  private StepOutcome execute(StepWork work, StepMemories.Batch batch) {
    try {
      return runner.run(work, batch);
    } catch (StepException e) {
      return new StepOutcome.Failed(new StepFailure(e.code(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker is shutting down", e);
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e)) {
        throw e; // the flush as a whole is taken again
      }
      LOG.error("step type {} failed on node {}", work.step().type(), work.step().id(), e);
      return new StepOutcome.Failed(
          new StepFailure(
              FailureCode.INTERNAL, "the step type " + work.step().type() + " has a defect"));
    }
  }

  private boolean matches(StepWork work, PathState path, PathWork.MatchEvent match) {
    NodeState node = path.nodes().get(match.nodeId());
    return node != null
        && node.waiting() instanceof Wait.Event wait
        && wait.match() != null
        && runner.matches(work, wait.match(), eventVariable(match.event()));
  }

  /** What CEL sees as {@code event}. */
  static ObjectNode eventVariable(ExternalEvent event) {
    ObjectNode variable =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", event.id())
            .put("name", event.name())
            .put("source", event.source());
    if (event.data() == null) {
      variable.putObject("data");
    } else {
      variable.set("data", event.data());
    }
    return variable;
  }
}
