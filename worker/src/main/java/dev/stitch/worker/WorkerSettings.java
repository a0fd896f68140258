package dev.stitch.worker;

import dev.stitch.model.TaskQueues;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a worker takes on. The defaults suit one to four cores; each has a variable.
 *
 * @param queues the task queues it polls ({@code STITCH_WORKER_QUEUES}, separated by commas)
 * @param workflowSlots workflow tasks at once ({@code STITCH_WORKER_WORKFLOW_SLOTS})
 * @param localSlots local activities at once, each with a database connection while it writes
 *     ({@code STITCH_WORKER_LOCAL_SLOTS})
 * @param activitySlots activities at once, on each queue ({@code STITCH_WORKER_ACTIVITY_SLOTS})
 * @param maxPollers most pollers of each kind and queue; fewer are used when there is little to do
 *     ({@code STITCH_WORKER_MAX_POLLERS})
 * @param cachedWorkflows workflows kept in memory between their tasks ({@code
 *     STITCH_WORKER_CACHE}); by default as many as fit into a quarter of the heap
 * @param drain how long running work may take to end after SIGTERM, in seconds ({@code
 *     STITCH_WORKER_DRAIN})
 */
public record WorkerSettings(
    Set<String> queues,
    int workflowSlots,
    int localSlots,
    int activitySlots,
    int maxPollers,
    int cachedWorkflows,
    Duration drain) {

  private static final Set<String> KNOWN_QUEUES =
      Set.of(TaskQueues.JOURNEYS, TaskQueues.EFFECTS, TaskQueues.LLM, TaskQueues.AGENTS);

  /** Enough for one to four cores; the server keeps each open poll in mind. */
  private static final int MAX_POLLERS = 6;

  /** A cached journey with its thread and state, measured generously. */
  private static final long BYTES_PER_WORKFLOW = 256 * 1024;

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException when a variable makes no sense; the message names it
   */
  public static WorkerSettings fromEnvironment(Map<String, String> environment) {
    return new WorkerSettings(
        queues(environment.getOrDefault("STITCH_WORKER_QUEUES", "")),
        number(environment, "STITCH_WORKER_WORKFLOW_SLOTS", 100),
        number(environment, "STITCH_WORKER_LOCAL_SLOTS", 64),
        number(environment, "STITCH_WORKER_ACTIVITY_SLOTS", 100),
        number(environment, "STITCH_WORKER_MAX_POLLERS", MAX_POLLERS),
        number(environment, "STITCH_WORKER_CACHE", fittingInto(Runtime.getRuntime().maxMemory())),
        Duration.ofSeconds(number(environment, "STITCH_WORKER_DRAIN", 20)));
  }

  /** How many workflows a quarter of this much memory holds, within reason. */
  static int fittingInto(long bytes) {
    return Math.clamp(bytes / 4 / BYTES_PER_WORKFLOW, 200, 20_000);
  }

  private static Set<String> queues(String names) {
    if (names.isBlank()) {
      return KNOWN_QUEUES;
    }
    List<String> asked = Arrays.stream(names.split(",")).map(String::strip).toList();
    for (String queue : asked) {
      if (!KNOWN_QUEUES.contains(queue)) {
        throw new IllegalArgumentException(
            "STITCH_WORKER_QUEUES names '%s'; there are %s"
                .formatted(queue, String.join(", ", KNOWN_QUEUES)));
      }
    }
    return new LinkedHashSet<>(asked);
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(name + " must be a whole number from 1, not " + value);
    }
    return Integer.parseInt(value);
  }
}
