package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.llm.AgentModels;
import dev.stitch.activities.llm.Conversation;
import dev.stitch.activities.llm.ModelTurn;
import dev.stitch.activities.llm.PromptTooLongException;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.StopReason;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.ToolCall;
import dev.stitch.port.AgentActivities.TurnRequest;
import dev.stitch.port.AgentActivities.TurnResult;
import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.AgentRunRepository.SettledCall;
import dev.stitch.store.agent.AgentRunRepository.ToolCallRow;
import dev.stitch.store.agent.ConversationRepository;
import dev.stitch.store.agent.ConversationRepository.Given;
import dev.stitch.store.agent.MessageRole;
import dev.stitch.store.agent.NewMessage;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.budget.BudgetRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the model for a turn and writes what it says into the session. A turn that was written is
 * never asked, and paid, for again.
 */
@Singleton
class AgentTurns {

  /** Room for thinking, which newer models do unasked, before an answer of some pages. */
  private static final int TOKENS_A_TURN = 16_000;

  private static final String GO_ON =
      "Your last answer was cut off at the limit of tokens, and tool calls in it were not carried"
          + " out. Go on, in smaller parts.";

  private final Database database;
  private final SessionRepository sessions;
  private final AgentRunRepository runs;
  private final AgentModels models;
  private final Tools tools;
  private final RunWorkspaces workspaces;
  private final BudgetRepository budgets;
  private final ConversationRepository conversations;
  private final Compactions compactions;
  private final PaidAttempts attempts;

  AgentTurns(
      Database database,
      SessionRepository sessions,
      AgentRunRepository runs,
      AgentModels models,
      Tools tools,
      RunWorkspaces workspaces,
      BudgetRepository budgets,
      ConversationRepository conversations,
      Compactions compactions,
      PaidAttempts attempts) {
    this.database = database;
    this.sessions = sessions;
    this.runs = runs;
    this.models = models;
    this.tools = tools;
    this.workspaces = workspaces;
    this.budgets = budgets;
    this.conversations = conversations;
    this.compactions = compactions;
    this.attempts = attempts;
  }

  TurnResult ask(TurnRequest request) {
    return attempts.make("a turn of an agent", attempt -> ask(request, attempt));
  }

  private TurnResult ask(TurnRequest request, StepAttempt attempt)
      throws StepException, InterruptedException {
    Optional<TurnResult> kept = kept(request);
    if (kept.isPresent()) {
      return kept.get();
    }
    AgentRunRepository.Run run = run(request);
    int seen = hear(request, () -> sessions.placePeople(request.sessionId(), request.runId()));
    Asked asked = asked(run);
    List<Given> given = conversations.given(request.sessionId());
    Conversation conversation = conversation(asked, given, request);
    if (request.compacts() && compactions.isDue(request.runId(), run, given, conversation)) {
      throw new StepException(
          FailureCode.CONVERSATION_TOO_LONG,
          "The conversation has become too long for the model to go on with it well.");
    }
    try {
      return ask(request, asked, conversation, seen, attempt.number(), attempt::heartbeat);
    } catch (PromptTooLongException e) {
      if (request.compacts() && compactions.isPossible(request.runId(), run, given)) {
        throw new StepException(FailureCode.CONVERSATION_TOO_LONG, e.getMessage(), e);
      }
      throw e;
    }
  }

  /** What a turn came to that is over. */
  Optional<TurnResult> kept(TurnRequest request) {
    return runs.turn(request.runId(), request.turn())
        .map(kept -> JsonCodec.MAPPER.convertValue(kept, TurnResult.class));
  }

  /**
   * Asks for a turn that is not over, and writes down what it came to.
   *
   * @param seen the number of the newest message of a person that the conversation has
   * @param heartbeat fails when the answer is no longer wanted
   */
  TurnResult ask(
      TurnRequest request,
      Asked asked,
      Conversation conversation,
      int seen,
      int attempt,
      Runnable heartbeat)
      throws StepException, InterruptedException {
    budgets.topUp(request.runId(), AgentContract.GO_ON, AgentContract.TOP_UP);
    ModelTurn turn =
        models.ask(
            conversation,
            new AgentModels.Asker(
                request.runId(),
                asked.run().entityId(),
                AgentContract.turnNode(request.turn()),
                attempt,
                asked.run().config().path("connection").textValue(),
                heartbeat));
    return keep(request, asked, turn, seen, attempt);
  }

  /** Who a turn is asked for, and which tools it may be told of. */
  record Asked(AgentRunRepository.Run run, RunTools tools) {}

  Asked asked(AgentRunRepository.Run run) throws InterruptedException {
    return new Asked(run, tools.of(run.config()));
  }

  AgentRunRepository.Run run(TurnRequest request) throws StepException {
    return runs.find(request.runId())
        .orElseThrow(
            () -> new StepException(FailureCode.NOT_FOUND, "the run was deleted meanwhile"));
  }

  /**
   * Writes down what the model is to hear with this turn: what came of its calls, then what people
   * have written since.
   *
   * @param people places what people have written
   * @return the number of the newest message of a person that it hears
   */
  int hear(TurnRequest request, Runnable people) {
    return database.transaction(
        () -> {
          sessions.lock(request.sessionId());
          int before = request.turn() - 1;
          hearCalls(request, before > 0 ? runs.calls(request.runId(), before) : left(request));
          if (wasCutOff(request, before)) {
            sessions.write(
                request.sessionId(),
                said(MessageRole.SYSTEM, "stitch", NewMessage.text(GO_ON), GO_ON, request));
          }
          people.run();
          return sessions.lastGiven(request.sessionId());
        });
  }

  /** As the first turn of a run does, for a program that has to know before it asks. */
  void hearLeft(TurnRequest request) {
    database.transaction(
        () -> {
          sessions.lock(request.sessionId());
          hearCalls(request, left(request));
        });
  }

  /**
   * The calls that the session's run before has ended with: no turn of its own has heard of them.
   */
  private List<SettledCall> left(TurnRequest request) {
    return sessions
        .unheard(request.sessionId())
        .filter(last -> !last.runId().equals(request.runId()))
        .map(last -> runs.calls(last.runId(), last.turn()))
        .orElse(List.of());
  }

  private void hearCalls(TurnRequest request, List<SettledCall> calls) {
    if (!calls.isEmpty()) {
      ArrayNode results = SettledCalls.blocks(calls);
      sessions.write(request.sessionId(), said(MessageRole.TOOL, "tools", results, "", request));
    }
  }

  private static NewMessage said(
      MessageRole role, String author, JsonNode content, String text, TurnRequest request) {
    return new NewMessage(role, author, content, null, text, true, request.runId(), request.turn());
  }

  private boolean wasCutOff(TurnRequest request, int turn) {
    return runs.turn(request.runId(), turn)
        .map(result -> StopReason.of(result.path("stopReason").asText()))
        .filter(StopReason::cutShort)
        .isPresent();
  }

  private Conversation conversation(Asked asked, List<Given> given, TurnRequest request) {
    JsonNode config = asked.run().config();
    return new Conversation(
        config.path("model").asText(),
        config.path("systemPrompt").textValue(),
        ProviderMessages.of(given),
        asked.tools().described(),
        (int) Math.min(TOKENS_A_TURN, request.maxTokens()),
        script(asked.run(), request),
        PaidAttempts.WITHIN,
        null);
  }

  /** A conversation as a harness has it: it is asked for as it is, by the run's model. */
  Conversation conversation(
      AgentRunRepository.Run run, TurnRequest request, ObjectNode asked, @Nullable String betas) {
    ObjectNode fields = asked.deepCopy();
    fields.remove(List.of("model", "max_tokens", "messages", "tools", "stream"));
    return new Conversation(
        run.config().path("model").asText(),
        null,
        asked.withArrayProperty("messages"),
        asked.withArrayProperty("tools"),
        (int) Math.min(TOKENS_A_TURN, request.maxTokens()),
        script(run, request),
        PaidAttempts.WITHIN,
        new Conversation.Foreign(fields, betas));
  }

  private @Nullable JsonNode script(AgentRunRepository.Run run, TurnRequest request) {
    JsonNode turns = run.config().path("script").path("turns");
    int next = sessions.answers(request.sessionId()) - run.details().scriptFrom();
    return turns.path(next).isObject() ? turns.path(next) : null;
  }

  private TurnResult keep(TurnRequest request, Asked asked, ModelTurn turn, int seen, int attempt) {
    StopReason reason = StopReason.of(turn.stopReason());
    // Calls that are cut off are none, and an answer that is declined must not be gone on with.
    ArrayNode content = reason.cutShort() ? withoutCalls(turn.content()) : turn.content();
    boolean given = reason != StopReason.REFUSAL && saysSomething(content);
    List<ToolCallRow> calls =
        reason.callsCount() ? calls(request, asked.tools(), content) : List.of();
    TurnResult result =
        new TurnResult(
            turn.stopReason(),
            calls.stream().map(call -> described(asked, call)).toList(),
            seen,
            turn.outputTokens(),
            attempt);
    database.transaction(
        () -> {
          sessions.lock(request.sessionId());
          sessions.write(
              request.sessionId(),
              new NewMessage(
                  MessageRole.ASSISTANT,
                  asked.run().config().path("model").asText(),
                  content,
                  Jsonb.text(content),
                  words(content, "text"),
                  given,
                  request.runId(),
                  request.turn()));
          runs.keepCalls(request.runId(), request.turn(), calls);
          runs.keepTurn(request.runId(), request.turn(), JsonCodec.MAPPER.valueToTree(result));
        });
    return result;
  }

  private static ArrayNode withoutCalls(ArrayNode content) {
    ArrayNode rest = Jsonb.array();
    for (JsonNode block : content) {
      if (!block.path("type").asText().equals("tool_use")) {
        rest.add(block);
      }
    }
    return rest;
  }

  /** The API takes no message that has nothing but thinking, nor an empty text. */
  private static boolean saysSomething(ArrayNode content) {
    for (JsonNode block : content) {
      switch (block.path("type").asText()) {
        case "thinking", "redacted_thinking" -> {}
        case "text" -> {
          if (!block.path("text").asText().isBlank()) {
            return true;
          }
        }
        default -> {
          return true;
        }
      }
    }
    return false;
  }

  /** All texts of blocks of a type. */
  static String words(JsonNode content, String type) {
    StringBuilder words = new StringBuilder();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals(type)) {
        words.append(block.path(type).asText());
      }
    }
    return words.toString();
  }

  private static List<ToolCallRow> calls(TurnRequest request, RunTools usable, ArrayNode content) {
    List<ToolCallRow> calls = new ArrayList<>();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("tool_use")) {
        String nodeId = AgentContract.callNode(request.turn(), calls.size());
        String name = block.path("name").asText();
        calls.add(
            new ToolCallRow(
                calls.size(),
                nodeId,
                block.path("id").asText(),
                HarnessTools.word(name, usable),
                block.path("input"),
                AgentContract.taskId(request.runId(), nodeId)));
      }
    }
    return calls;
  }

  private ToolCall described(Asked asked, ToolCallRow call) {
    Tool tool = asked.tools().find(call.tool()).orElse(null);
    if (tool == null) {
      boolean known = HarnessTools.allowed(asked.run().config()).contains(call.tool());
      return new ToolCall(call.position(), call.tool(), CallKind.TOOL, false, known, null, null);
    }
    return new ToolCall(
        call.position(),
        call.tool(),
        tool.kind(),
        asked.tools().isOutward(tool),
        tool.problem(call.input()).isEmpty(),
        tool.contact(call.input()).orElse(null),
        tool.isOfWorkspaces() ? workspaces.taskQueue(asked.run()).orElse(null) : null);
  }
}
