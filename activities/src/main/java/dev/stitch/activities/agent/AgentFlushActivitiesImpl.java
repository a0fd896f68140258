package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentContract;
import dev.stitch.json.StorableJson;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.port.AgentFlushActivities;
import dev.stitch.port.FlushActivities;
import dev.stitch.port.RunFlush;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.ConversationRepository;
import dev.stitch.store.agent.Message;
import dev.stitch.store.agent.MessageRole;
import dev.stitch.store.agent.SessionRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Puts what was thought, said, called and answered into the steps and tasks of a flush. */
@Singleton
public class AgentFlushActivitiesImpl implements AgentFlushActivities {

  private static final JsonNode ANSWER_FORM =
      Jsonb.tree(
          Map.of(
              "type", "object",
              "required", List.of("answer"),
              "properties",
                  Map.of("answer", Map.of("type", "string", "title", "Answer", "minLength", 1))));

  private final Database database;
  private final FlushActivities flushes;
  private final SessionRepository sessions;
  private final ConversationRepository conversations;
  private final AgentRunRepository runs;
  private final Tools tools;
  private final MoneyQuestions moneyQuestions;

  AgentFlushActivitiesImpl(
      Database database,
      FlushActivities flushes,
      SessionRepository sessions,
      ConversationRepository conversations,
      AgentRunRepository runs,
      Tools tools,
      MoneyQuestions moneyQuestions) {
    this.database = database;
    this.flushes = flushes;
    this.sessions = sessions;
    this.conversations = conversations;
    this.runs = runs;
    this.tools = tools;
    this.moneyQuestions = moneyQuestions;
  }

  @Override
  public void flush(RunFlush flush) {
    UUID runId = flush.runId();
    RunFlush told =
        new RunFlush(
            flush.fence(),
            runId,
            flush.temporalRunId(),
            told(runId, flush.progress()),
            flush.steps().stream().map(step -> told(runId, step)).toList(),
            flush.tasks().stream().map(change -> told(runId, change)).toList(),
            flush.openTasks(),
            flush.now());
    database.transaction(
        () -> {
          flushes.run(told);
          runs.describeSteps(runId, flush.steps().stream().map(StepRecord::index).toList());
        });
  }

  private RunFlush.Progress told(UUID runId, RunFlush.Progress progress) {
    if (!(progress.result() instanceof ObjectNode result)) {
      return progress;
    }
    return new RunFlush.Progress(
        progress.status(),
        progress.counters(),
        progress.nextStepIndex(),
        result.deepCopy().put("text", sessions.lastWords(runId)),
        progress.failure(),
        progress.startedAt(),
        progress.completedAt(),
        progress.waitingOn());
  }

  private StepRecord told(UUID runId, StepRecord step) {
    JsonNode output =
        step.status() == NodeStatus.COMPLETED
            ? switch (step.type()) {
              case "thinking" -> thought(runId, step.nodeId());
              case AgentContract.COMPACTION -> summedUp(runId, step.nodeId());
              case "tool_result", "decision", "engagement_action" ->
                  runs.call(runId, step.nodeId())
                      .map(call -> SettledCalls.outcome(call).told())
                      .orElse(null);
              default -> null;
            }
            : null;
    return output == null
        ? step
        : new StepRecord(
            step.index(),
            step.nodeId(),
            step.type(),
            step.status(),
            StorableJson.withoutNul(output),
            step.failure(),
            step.attempt(),
            step.startedAt(),
            step.completedAt());
  }

  private @Nullable JsonNode thought(UUID runId, String turnNode) {
    Optional<Message> message = sessions.ofTurn(runId, turn(turnNode), MessageRole.ASSISTANT);
    return message
        .map(
            said ->
                Jsonb.object()
                    .put("thinking", AgentTurns.words(said.content(), "thinking"))
                    .put("text", AgentTurns.words(said.content(), "text")))
        .orElse(null);
  }

  private @Nullable JsonNode summedUp(UUID runId, String compactionNode) {
    return conversations
        .summaryBefore(runId, turn(compactionNode))
        .map(
            summary ->
                Jsonb.object()
                    .put("tokensBefore", summary.compaction().tokensBefore())
                    .put("tokensAfter", summary.compaction().tokensAfter())
                    .put("summary", summary.words()))
        .orElse(null);
  }

  private static int turn(String nodeId) {
    return Integer.parseInt(nodeId.substring(nodeId.indexOf('-') + 1));
  }

  private TaskChange told(UUID runId, TaskChange change) {
    return switch (change) {
      case TaskChange.Closed closed -> closed;
      case TaskChange.Opened opened ->
          new TaskChange.Opened(
              opened.task().choices().contains(AgentContract.GO_ON)
                  ? moneyQuestions.told(runId, opened.task())
                  : told(runId, opened.task()),
              opened.at());
    };
  }

  /** The person who is asked is shown exactly what will happen. */
  private OpenTask told(UUID runId, OpenTask task) {
    return task.told(
        runs.call(runId, task.nodeId()).map(this::preview).orElse(null),
        task.choices().isEmpty() ? ANSWER_FORM : null);
  }

  private String preview(AgentRunRepository.SettledCall call) {
    return tools.preview(call.call().tool(), call.call().input());
  }
}
