package dev.stitch.api.pipeline;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.run.BatchStarter;
import dev.stitch.api.run.RunAccepted;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.pipeline.EnrichRequest;
import dev.stitch.launch.pipeline.PipelineRuns;
import dev.stitch.launch.pipeline.PruneRequest;
import dev.stitch.launch.pipeline.RunUndo;
import dev.stitch.launch.pipeline.SearchRequest;
import dev.stitch.launch.pipeline.Undone;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Accepts runs that enrich, search and prune, and has runs taken back. */
@Singleton
class Pipelines {

  private final PipelineRuns pipelines;
  private final BatchStarter starter;
  private final RunRepository runs;
  private final RunUndo undo;

  Pipelines(PipelineRuns pipelines, BatchStarter starter, RunRepository runs, RunUndo undo) {
    this.pipelines = pipelines;
    this.starter = starter;
    this.runs = runs;
    this.undo = undo;
  }

  /** Takes part in the surrounding transaction, as the next two do. */
  Accepted<RunAccepted> enrich(EnrichRequest request, Caller caller) {
    return starter.accepted(pipelines.accept(request, origin("Enrich contacts", caller)));
  }

  Accepted<RunAccepted> search(SearchRequest request, Caller caller) {
    return starter.accepted(pipelines.accept(request, origin("Search the web", caller)));
  }

  Accepted<RunAccepted> prune(PruneRequest request, Caller caller) {
    return starter.accepted(pipelines.accept(request, origin("Prune contacts", caller)));
  }

  /**
   * Takes back what a run did to contacts.
   *
   * @throws ApiProblem 404 unknown; 409 it has not ended
   */
  Undone undo(UUID runId, Caller caller) {
    RunRow run = runs.find(runId).orElseThrow(() -> ApiProblem.notFound("run", runId));
    if (!run.status().isFinal()) {
      throw ApiProblem.conflict(
          "Run %s is %s: wait for its end, or cancel it, and undo it then."
              .formatted(runId, run.status().word()));
    }
    return undo.undo(runId, caller.actor());
  }

  private static NewRun.Origin origin(String name, Caller caller) {
    return RunOrigin.user(caller.actor()).named(name);
  }
}
