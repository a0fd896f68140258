package dev.stitch.launch.act;

import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunVersions;
import dev.stitch.machine.Act;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.RetryAct;
import dev.stitch.store.flow.FlowRepository;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Retries of a journey's runs, with the newest version looked up where it is asked for. */
@Singleton
public class RetryActs {

  private final RunRepository runs;
  private final FlowRepository flows;
  private final RunVersions versions;

  RetryActs(RunRepository runs, FlowRepository flows, RunVersions versions) {
    this.runs = runs;
    this.flows = flows;
    this.versions = versions;
  }

  /**
   * The act of a retry.
   *
   * @param runId the failed run, or null for all failed ones of the entity's stage
   * @param from null for the failed step
   * @param version null for the pinned one
   * @throws Refusal when the latest version is asked for and it is not clear of which run
   */
  public RetryAct act(
      UUID entityId,
      String id,
      String actor,
      @Nullable UUID runId,
      @Nullable Act.RetryFrom from,
      @Nullable Act.RetryVersion version) {
    if (version != Act.RetryVersion.LATEST) {
      return new RetryAct(id, actor, runId, from, version, null);
    }
    RunRow run = runId == null ? onlyFailed(entityId) : ofEntity(entityId, runId);
    return new RetryAct(id, actor, run.id(), from, version, latest(run));
  }

  private RunRow onlyFailed(UUID entityId) {
    List<RunRow> failed = runs.failedAtStage(entityId);
    if (failed.size() != 1) {
      throw Refusal.invalid(
          "/runId",
          "is required with the latest version: %d runs of this stage have failed"
              .formatted(failed.size()));
    }
    return failed.getFirst();
  }

  private RunRow ofEntity(UUID entityId, UUID runId) {
    return runs.find(runId)
        .filter(run -> entityId.equals(run.entityId()) && run.flowId() != null)
        .orElseThrow(
            () -> Refusal.invalid("/runId", "entity " + entityId + " has no run " + runId));
  }

  /** The newest version of a run's flow. */
  public PlanVersion latest(RunRow run) {
    return flows
        .find(run.flowId())
        .map(flow -> versions.latest(flow).plan())
        .orElseThrow(() -> Refusal.notFound("flow", run.flowId()));
  }
}
