package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.run.NewRun;
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
    if (target.path("dryRun").asBoolean()) {
      throw Refusal.invalid("/dryRun", "a schedule prunes for real; leave it out");
    }
    PipelineRuns.check(WorkflowType.valueOf(kind.name()), target);
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    String name =
        switch (kind) {
          case ENRICH -> "Enrich contacts";
          case SEARCH -> "Search the web";
          default -> "Prune contacts";
        };
    AcceptedRun accepted =
        pipelines.accept(
            WorkflowType.valueOf(kind.name()),
            target,
            new NewRun.Origin(name, origin.actor(), origin.trigger(), origin.kind(), null));
    return new Started(accepted.runId(), null, Optional.of(accepted.launch()));
  }
}
