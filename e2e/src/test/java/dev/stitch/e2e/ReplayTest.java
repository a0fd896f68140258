package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.agent.AgentMachine;
import dev.stitch.agent.AgentWorkflowImpl;
import dev.stitch.authoring.LinkCheckWorkflowImpl;
import dev.stitch.authoring.MailTestWorkflowImpl;
import dev.stitch.batch.BatchWorkflowImpl;
import dev.stitch.bulk.BulkWorkflowImpl;
import dev.stitch.connection.ConnectionTestWorkflowImpl;
import dev.stitch.foreach.ForEachWorkflowImpl;
import dev.stitch.graph.Plans;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Rules;
import dev.stitch.model.RunFamily;
import dev.stitch.path.PathWorkflowImpl;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.Payloads;
import dev.stitch.port.PlanPort;
import dev.stitch.schedule.ScheduledRunWorkflowImpl;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.RecordedRun;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded histories replay on this build: what is in flight survives the upgrade to it. */
class ReplayTest {

  private static final Path HISTORIES = Path.of("histories");

  private static TestWorkflowEnvironment environment;
  private static Worker worker;

  @BeforeAll
  static void start() {
    PlanPort.install(new RecordedPlans());
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    worker =
        environment.newWorker(
            "replay",
            WorkerOptions.newBuilder()
                // Classes that are loaded on a busy machine are no deadlock.
                .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(30).toMillis())
                .build());
    worker.registerWorkflowImplementationTypes(
        JourneyWorkflowImpl.class,
        PathWorkflowImpl.class,
        BulkWorkflowImpl.class,
        ForEachWorkflowImpl.class,
        BatchWorkflowImpl.class,
        AgentWorkflowImpl.class,
        ScheduledRunWorkflowImpl.class,
        ConnectionTestWorkflowImpl.class,
        MailTestWorkflowImpl.class,
        LinkCheckWorkflowImpl.class);
  }

  @AfterAll
  static void stop() {
    environment.close();
  }

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void historiesOfEveryWorkflowTypeAreRecorded() throws IOException {
    assertThat(beginnings().map(ReplayTest::workflowType))
        .containsAll(Arrays.stream(RunFamily.values()).map(RunFamily::workflowType).toList());
  }

  @Test
  void everyTypeThatContinuesAsNewIsRecordedBeforeAndAfterIt() throws IOException {
    assertThat(
            beginnings()
                .filter(ReplayTest::continues)
                .map(ReplayTest::workflowType)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "Journey", "SystemFlow", "ForEach", "Batch", "Agent", "ScheduledRun");
  }

  /** Runs that began under earlier rules are in flight for months. */
  @Test
  void agentsAreRecordedUnderAllRulesInAWorkspaceAndWithACompaction() throws IOException {
    List<WorkflowExecutionHistory> agents =
        histories().stream()
            .map(ReplayTest::history)
            .filter(each -> workflowType(each.getEvents().getFirst()).equals("Agent"))
            .toList();

    assertThat(agents.stream().map(ReplayTest::rules))
        .containsAll(IntStream.rangeClosed(1, AgentMachine.RULES).boxed().toList());
    assertThat(agents.stream().flatMap(ReplayTest::activityTypes))
        .contains("AgentWorkspace", "AgentCompaction");
  }

  /** As the marker says that a workflow sets when it begins. */
  private static int rules(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
        .map(HistoryEvent::getMarkerRecordedEventAttributes)
        .filter(marker -> marker.getMarkerName().equals("Version"))
        .filter(marker -> detail(marker, "changeId").equals("\"rules\""))
        .mapToInt(marker -> Integer.parseInt(detail(marker, "version")))
        .findFirst()
        .orElse(Rules.FIRST);
  }

  private static String detail(MarkerRecordedEventAttributes marker, String name) {
    return marker.getDetailsOrThrow(name).getPayloads(0).getData().toStringUtf8();
  }

  private static Stream<String> activityTypes(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(it -> it.getActivityTaskScheduledEventAttributes().getActivityType().getName());
  }

  /** The first event of each history. */
  private static Stream<HistoryEvent> beginnings() throws IOException {
    return histories().stream().map(file -> history(file).getEvents().getFirst());
  }

  private static WorkflowExecutionHistory history(Path file) {
    try {
      return WorkflowExecutionHistory.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String workflowType(HistoryEvent begun) {
    return begun.getWorkflowExecutionStartedEventAttributes().getWorkflowType().getName();
  }

  private static boolean continues(HistoryEvent begun) {
    return !begun
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedExecutionRunId()
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aRecordedHistoryReplays(Path history) throws Exception {
    new RecordedRun(history(history)).replayOn(worker);
  }

  /** Plans of the graphs that were recorded with the histories. */
  private static final class RecordedPlans implements PlanLookup {

    private final Plans plans = new Plans(RecordedPlans::graph);

    private static JsonNode graph(String hash) {
      try {
        return JsonCodec.MAPPER.readTree(
            HISTORIES.resolve("graphs").resolve(hash + ".json").toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public JourneyPlan journey(String hash) {
      return plans.journey(hash);
    }

    @Override
    public PathPlan path(String hash) {
      return plans.path(hash);
    }
  }
}
