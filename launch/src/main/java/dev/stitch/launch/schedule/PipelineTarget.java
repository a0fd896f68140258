package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.run.WorkflowType;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Enriches, searches and prunes: the body of {@code /api/workflows/enrich}, {@code search} or
 * {@code prune}.
 */
@Singleton
final class PipelineTarget implements ScheduleTarget {

  private final PipelineRuns pipelines;

  PipelineTarget(PipelineRuns pipelines) {
    this.pipelines = pipelines;
  }

  @Override
  public Set<ScheduleKind> kinds() {
    return Set.of(ScheduleKind.ENRICH, ScheduleKind.SEARCH, ScheduleKind.PRUNE);
  }

  @Override
  public void check(ScheduleKind kind, ObjectNode target) {
    if (target.has("dryRun")) {
      throw Refusal.invalid("/dryRun", "a schedule runs for real; leave it out");
    }
    PipelineRuns.check(type(kind), target);
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    AcceptedRun accepted = pipelines.accept(type(kind), target, origin.named(kind.word()));
    return new Started(accepted.runId(), null, Optional.of(accepted.launch()));
  }

  private static WorkflowType type(ScheduleKind kind) {
    return switch (kind) {
      case ENRICH -> WorkflowType.ENRICH;
      case SEARCH -> WorkflowType.SEARCH;
      case PRUNE -> WorkflowType.PRUNE;
      case FLOW, TEMPLATE, SYNC, AGENT ->
          throw new IllegalArgumentException("no pipeline: " + kind);
    };
  }
}
