package dev.stitch.worker;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import java.util.Map;
import java.util.Optional;

/**
 * Which build of ours a worker is, for Temporal's worker versioning. The Temporal Worker Controller
 * sets both variables; without them workers are unversioned.
 *
 * @param deployment {@code TEMPORAL_DEPLOYMENT_NAME}
 * @param buildId {@code TEMPORAL_WORKER_BUILD_ID}
 */
record WorkerBuild(String deployment, String buildId) {

  /** The build that the environment names, or none. */
  static Optional<WorkerBuild> fromEnvironment(Map<String, String> environment) {
    String deployment = environment.getOrDefault("TEMPORAL_DEPLOYMENT_NAME", "").strip();
    String buildId = environment.getOrDefault("TEMPORAL_WORKER_BUILD_ID", "").strip();
    return deployment.isEmpty() || buildId.isEmpty()
        ? Optional.empty()
        : Optional.of(new WorkerBuild(deployment, buildId));
  }

  /** Workflows go over to a new build by themselves: it ships only when their histories replay. */
  WorkerDeploymentOptions options() {
    return WorkerDeploymentOptions.newBuilder()
        .setUseVersioning(true)
        .setVersion(new WorkerDeploymentVersion(deployment, buildId))
        .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
        .build();
  }
}
