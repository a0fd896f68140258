package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.git.WorkspaceHost;
import dev.stitch.activities.llm.FakeAnthropic;
import dev.stitch.activities.readmodel.FlushActivitiesImpl;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.AgentLimits;
import dev.stitch.agent.AgentWorkflowImpl;
import dev.stitch.driver.RunActs;
import dev.stitch.json.JsonCodec;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.NewAgentRun;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.machine.RunAct;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.AgentActivities;
import dev.stitch.port.Payloads;
import dev.stitch.port.RunAttributes;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Agents on an in-memory Temporal server, a real database and a stand-in for Anthropic's API. */
final class AgentWorld implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final FakeAnthropic anthropic;
  final TestWorkflowEnvironment temporal;
  final ApplicationContext context;
  final Database database;

  /** What came of these calls gets lost once, after they have happened: their worker is killed. */
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  AgentWorld() throws IOException {
    this(Map.of());
  }

  /** With workspaces, where the settings name a folder for them. */
  AgentWorld(Map<String, Object> settings) throws IOException {
    anthropic = new FakeAnthropic();
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
    RunAttributes.all()
        .forEach(
            key ->
                options.registerSearchAttribute(
                    key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.putAll(settings);
    properties.put("anthropic.base.url", anthropic.url());
    properties.put("anthropic.api.key", "sk-test");
    properties.put("stitch.outbound.allow", "127.0.0.1");
    context =
        ApplicationContext.builder()
            .properties(properties)
            .singletons(temporal.getWorkflowClient())
            .start();
    database = context.getBean(Database.class);
    AgentActivitiesImpl agents = context.getBean(AgentActivitiesImpl.class);
    Worker worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(AgentWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        context.getBean(FlushActivitiesImpl.class),
        context.getBean(AgentFlushActivitiesImpl.class),
        agents);
    temporal.newWorker(TaskQueues.LLM).registerActivitiesImplementations(new Losing(this, agents));
    temporal.newWorker(TaskQueues.AGENTS).registerActivitiesImplementations(agents);
    temporal
        .newWorker(TaskQueues.EFFECTS)
        .registerActivitiesImplementations(new Losing(this, agents));
    context
        .getBean(WorkspaceHost.class)
        .taskQueue()
        .ifPresent(
            queue ->
                temporal
                    .newWorker(queue)
                    .registerActivitiesImplementations(new Losing(this, agents)));
    temporal.start();
  }

  /**
   * Has the worker be killed once, when it has carried out a call in a workspace or with an outward
   * effect, or a compaction.
   */
  void loses(UUID runId, String nodeId) {
    lost.add(runId + nodeId);
  }

  /** The activities of a worker that is killed when it has carried out what is to get lost. */
  private record Losing(AgentWorld world, AgentActivities agents) implements AgentActivities {

    @Override
    public ToolResult call(ToolRequest request) {
      ToolResult result = agents.call(request);
      world.lose(request);
      return result;
    }

    @Override
    public WorkspaceResult prepare(WorkspaceRequest request) {
      return agents.prepare(request);
    }

    @Override
    public HarnessResult runHarness(HarnessRequest request) {
      return agents.runHarness(request);
    }

    @Override
    public TurnResult ask(TurnRequest request) {
      return agents.ask(request);
    }

    @Override
    public CompactionResult compact(CompactionRequest request) {
      CompactionResult result = agents.compact(request);
      if (world.lost.remove(request.runId() + AgentContract.compactionNode(request.turn()))) {
        throw new IllegalStateException("killed");
      }
      return result;
    }

    @Override
    public Reservation reserve(TurnRequest request) {
      return agents.reserve(request);
    }

    @Override
    public void handOn(UUID sessionId) {
      agents.handOn(sessionId);
    }
  }

  private void lose(AgentActivities.ToolRequest request) {
    String nodeId = AgentContract.callNode(request.turn(), request.position());
    if (lost.remove(request.runId() + nodeId)) {
      database.update(
          "UPDATE agent_tool_calls SET result = NULL, failed = NULL WHERE run_id = ? AND node_id ="
              + " ?",
          request.runId(),
          nodeId);
      throw new IllegalStateException("killed");
    }
  }

  @Override
  public void close() {
    context.close();
    temporal.close();
    anthropic.close();
  }

  /** Starts an agent with this config, as JSON with single quotes. */
  AgentLauncher.Begun start(String config) {
    return start(config, new AgentLimits(20, 100_000, AgentApproval.OUTWARD, false));
  }

  AgentLauncher.Begun start(String config, AgentLimits limits) {
    NewAgentRun run =
        new NewAgentRun(
            Ids.next(),
            RunOrigin.api("user:ada").named("Test"),
            "Do it",
            "tester",
            limits,
            null,
            "Session",
            null,
            Jsonb.object(),
            (ObjectNode) json(config));
    AgentLauncher.Begun begun =
        database.transaction(() -> context.getBean(AgentLauncher.class).accept(run));
    context.getBean(Launcher.class).start(begun.launch());
    return begun;
  }

  /** The run once it has ended. */
  RunRow ended(UUID runId) {
    until(() -> run(runId).status().isFinal());
    return run(runId);
  }

  RunRow run(UUID runId) {
    return context.getBean(RunRepository.class).find(runId).orElseThrow();
  }

  List<StepRow> steps(UUID runId) {
    return context.getBean(RunRepository.class).steps(runId);
  }

  /** Waits until it is so. */
  void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to be so");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** The open task of a run, once there is one. */
  UUID task(UUID runId) {
    String open = "SELECT count(*) FROM human_tasks WHERE run_id = ? AND state = 'open'";
    until(() -> database.number(open, runId) > 0);
    return database
        .first(
            "SELECT id FROM human_tasks WHERE run_id = ? AND state = 'open' ORDER BY created_at"
                + " LIMIT 1",
            row -> row.uuid("id"),
            runId)
        .orElseThrow();
  }

  void act(AgentLauncher.Begun run, RunAct act) {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(run.launch().workflowId())
        .startUpdate(
            UpdateOptions.newBuilder(RunActs.Outcome.class)
                .setUpdateName(act.name())
                .setUpdateId(act.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            act)
        .getResult();
  }

  AgentLauncher.Written write(UUID sessionId, String text) {
    AgentLauncher.Written written = writeUntold(sessionId, text);
    written.afterCommit().run();
    return written;
  }

  /** As {@link #write}, by a process that ends right after its commit. */
  AgentLauncher.Written writeUntold(UUID sessionId, String text) {
    return database.transaction(
        () -> context.getBean(AgentLauncher.class).write(sessionId, "user:ada", text));
  }

  /** As the reconciler does. */
  void tellUnheard() {
    context.getBean(AgentLauncher.class).tellUnheard(Duration.ZERO, 100);
  }

  /** Tokens as the run's row has them: input, output, cache read, cache written, for an hour. */
  List<Long> tokens(UUID runId) {
    RunRow.Usage usage = run(runId).usage();
    long hour =
        database.number(
            "SELECT coalesce(sum(cache_write_1h_tokens), 0) FROM model_calls WHERE run_id = ?",
            runId);
    return List.of(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        hour);
  }

  /** What these tokens cost with claude-opus-5-5. */
  static BigDecimal opus(List<Long> tokens) {
    return BigDecimal.valueOf(
        tokens.get(0) * 4_000_000
            + tokens.get(1) * 20_000_000
            + tokens.get(2) * 200_000
            + (tokens.get(3) - tokens.get(4)) * 5_000_000
            + tokens.get(4) * 8_000_000,
        12);
  }

  static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
