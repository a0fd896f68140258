package dev.stitch.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.VersioningBehavior;
import io.temporal.worker.WorkerDeploymentOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerBuildTest {

  @Test
  void withoutBothVariablesAWorkerIsUnversioned() {
    assertThat(WorkerBuild.fromEnvironment(Map.of())).isEmpty();
    assertThat(WorkerBuild.fromEnvironment(Map.of("TEMPORAL_WORKER_BUILD_ID", "7"))).isEmpty();
  }

  @Test
  void withThemItTellsItsBuildAndJourneysGoOverToIt() {
    WorkerDeploymentOptions options =
        WorkerBuild.fromEnvironment(
                Map.of(
                    "TEMPORAL_DEPLOYMENT_NAME", "stitch/worker",
                    "TEMPORAL_WORKER_BUILD_ID", "7"))
            .orElseThrow()
            .options();

    assertThat(options.isUsingVersioning()).isTrue();
    assertThat(options.getVersion().getBuildId()).isEqualTo("7");
    assertThat(options.getDefaultVersioningBehavior()).isEqualTo(VersioningBehavior.AUTO_UPGRADE);
  }
}
