package dev.stitch.api.run;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.flow.Flows;
import dev.stitch.machine.Act;
import dev.stitch.machine.PlanVersion;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Retries of a journey's runs, with the newest version looked up where it is asked for. */
@Singleton
public class RetryActs {

  private final RunRepository runs;
  private final Flows flows;
  private final RunVersions versions;

  RetryActs(RunRepository runs, Flows flows, RunVersions versions) {
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
   * @throws ApiProblem 422 when the latest version is asked for without a run of the entity
   */
  public Act.Retry act(
      UUID entityId,
      String id,
      String actor,
      @Nullable UUID runId,
      @Nullable Act.RetryFrom from,
      @Nullable Act.RetryVersion version) {
    PlanVersion latest = version == Act.RetryVersion.LATEST ? latest(entityId, runId) : null;
    return new Act.Retry(id, actor, runId, from, version, latest);
  }

  private PlanVersion latest(UUID entityId, @Nullable UUID runId) {
    if (runId == null) {
      throw ApiProblem.invalid(
          "/runId", "is required with the latest version: name the run to retry");
    }
    RunRow run =
        runs.find(runId)
            .filter(found -> entityId.equals(found.entityId()) && found.flowId() != null)
            .orElseThrow(
                () -> ApiProblem.invalid("/runId", "entity " + entityId + " has no run " + runId));
    return latest(run);
  }

  /** The newest version of a run's flow. */
  PlanVersion latest(RunRow run) {
    return versions.latest(flows.get(run.flowId())).plan();
  }
}
