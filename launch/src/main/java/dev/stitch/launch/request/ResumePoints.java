package dev.stitch.launch.request;

import dev.stitch.graph.Plans;
import dev.stitch.graph.TestGraphs;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.ResumePoint;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.PinnedStep;
import dev.stitch.store.run.RunRepository;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** What runs that have ended leave to later ones of their flow. */
@Singleton
public class ResumePoints {

  private final RunRepository runs;
  private final Plans plans;

  ResumePoints(RunRepository runs, Plans plans) {
    this.runs = runs;
    this.plans = plans;
  }

  /**
   * What a run has left to one that follows another plan; nothing when it was killed.
   *
   * @throws Refusal 409 when a completed node is another step there
   */
  public Optional<ResumePoint> of(UUID runId, PlanVersion plan) {
    Optional<ResumePoint> left = left(runId);
    left.ifPresent(resume -> requireUnchanged(resume, plan));
    return left;
  }

  /**
   * What a run has left to one that begins at a step again: all that does not depend on the step.
   *
   * @throws Refusal 422 when the plan has no such step; 409 when the run never came to it, or a
   *     completed node that it depends on is another step now
   */
  ResumePoint upTo(UUID runId, String nodeId, PlanVersion version) {
    PathPlan plan = plans.path(version.hash());
    PathPlan.Step step =
        plan.step(nodeId)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        StartAt.NODE_ID, "the version that is to run has no step " + nodeId));
    ResumePoint resume =
        left(runId)
            .filter(left -> left.began(nodeId))
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        StartAt.NODE_ID,
                        "Run %s never came to step %s: begin at one that it ran."
                            .formatted(runId, nodeId)))
            .upTo(step, plan);
    requireUnchanged(resume, version);
    return resume;
  }

  /**
   * What a run has left to a test of one step: the outputs of the steps before it, unless the test
   * gives pinned ones. Nothing when the run was killed.
   *
   * @param version of a graph that {@link TestGraphs#alone} made
   */
  Optional<ResumePoint> before(UUID runId, PlanVersion version) {
    PathPlan plan = plans.path(version.hash());
    return left(runId)
        .map(
            left ->
                left.behind(
                    id ->
                        plan.step(id)
                            .filter(step -> step.type().equals(PinnedStep.TYPE))
                            .filter(step -> !TestGraphs.gives(step.config()))
                            .isPresent()));
  }

  private Optional<ResumePoint> left(UUID runId) {
    return runs.resumeState(runId).map(json -> WorkflowJson.read(json, ResumePoint.class));
  }

  /** A completed node that changed would be kept although it is another step now. */
  private void requireUnchanged(ResumePoint resume, PlanVersion plan) {
    if (resume.planHash().equals(plan.hash())) {
      return;
    }
    PathPlan before = plans.path(resume.planHash());
    PathPlan after = plans.path(plan.hash());
    resume
        .nodes()
        .forEach(
            (id, node) -> {
              if (node.status() == NodeStatus.COMPLETED
                  && !type(before, id).equals(type(after, id))) {
                throw Refusal.conflict(
                    "%s changed the completed node %s: run it from start, or the version that it ran with."
                        .formatted(
                            plan.version() == 0 ? "The draft" : "Version " + plan.version(), id));
              }
            });
  }

  private static Optional<String> type(PathPlan plan, String nodeId) {
    return plan.step(nodeId).map(PathPlan.Step::type);
  }
}
