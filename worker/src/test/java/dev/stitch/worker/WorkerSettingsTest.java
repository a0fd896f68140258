package dev.stitch.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.model.TaskQueues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

  @Test
  void withoutVariablesAWorkerTakesEveryQueue() {
    WorkerSettings settings = WorkerSettings.fromEnvironment(Map.of());

    assertThat(settings.queues())
        .containsExactlyInAnyOrder(
            TaskQueues.JOURNEYS, TaskQueues.EFFECTS, TaskQueues.LLM, TaskQueues.AGENTS);
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void variablesNarrowTheQueuesAndSetTheSizes() {
    WorkerSettings settings =
        WorkerSettings.fromEnvironment(
            Map.of(
                "STITCH_WORKER_QUEUES", " stitch-effects ",
                "STITCH_WORKER_CACHE", "50",
                "STITCH_WORKER_DRAIN", "3"));

    assertThat(settings.queues()).containsExactly(TaskQueues.EFFECTS);
    assertThat(settings.cachedWorkflows()).isEqualTo(50);
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    assertThatThrownBy(
            () -> WorkerSettings.fromEnvironment(Map.of("STITCH_WORKER_QUEUES", "stitch-other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STITCH_WORKER_QUEUES")
        .hasMessageContaining("stitch-other");
    assertThatThrownBy(
            () -> WorkerSettings.fromEnvironment(Map.of("STITCH_WORKER_LOCAL_SLOTS", "0")))
        .hasMessageContaining("STITCH_WORKER_LOCAL_SLOTS");
  }

  @Test
  void theCacheGrowsWithTheHeapWithinReason() {
    assertThat(WorkerSettings.fittingInto(1L << 20)).isEqualTo(200);
    assertThat(WorkerSettings.fittingInto(1L << 30)).isEqualTo(1024);
    assertThat(WorkerSettings.fittingInto(1L << 40)).isEqualTo(20_000);
  }
}
