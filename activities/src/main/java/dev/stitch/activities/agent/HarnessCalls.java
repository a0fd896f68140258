package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.activities.claudecode.SessionHost.Outcome;
import dev.stitch.activities.claudecode.ToolEnd;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.agent.AgentContract;
import dev.stitch.machine.NodeStatus;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.ToolRequest;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.AgentRunRepository.SettledCall;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tool calls of an attempt of Claude Code: each is one of the run's, and waits until the run,
 * or a person, has decided about it.
 */
final class HarnessCalls {

  private static final Logger LOG = LoggerFactory.getLogger(HarnessCalls.class);

  /** The longest result of a call that is kept, in characters. */
  private static final int MOST_WORDS = 100_000;

  private static final String LOST =
      "[Tool call interrupted: the session ended before this call's result was recorded, so its"
          + " outcome is unknown. Check whether it took effect before you do it again.]";

  private static final String DONE =
      "This call was carried out before the session was interrupted. Its result was:\n";

  private final ClaudeCodeRuns all;
  private final HarnessRequest request;
  private final AgentRunRepository.Run run;
  private final StepAttempt attempt;
  private final HarnessPresence presence;
  private final BiConsumer<String, Object> signals;

  /** Calls whose end was told again, since the run did not heed it before. */
  private final Set<String> toldAgain = ConcurrentHashMap.newKeySet();

  HarnessCalls(
      ClaudeCodeRuns all,
      HarnessRequest request,
      AgentRunRepository.Run run,
      StepAttempt attempt,
      HarnessPresence presence,
      BiConsumer<String, Object> signals) {
    this.all = all;
    this.request = request;
    this.run = run;
    this.attempt = attempt;
    this.presence = presence;
    this.signals = signals;
  }

  /** Why a call of a turn is not carried out, as the model is told; null when it is. */
  @Nullable
  String refusal(int turn, String toolUseId) throws InterruptedException {
    SettledCall call = find(turn, toolUseId).orElse(null);
    if (call == null) {
      return "This call is none of the run's.";
    }
    NodeStatus decided = decision(call.call().nodeId());
    String tool = call.call().tool();
    if (HarnessTools.isOurs(tool)) {
      return null; // what came of it, a refusal too, is its result
    }
    if (call.result() != null) {
      return DONE + words(SettledCalls.outcome(call));
    }
    if (decided != NodeStatus.RUNNING) {
      return words(SettledCalls.outcome(find(turn, toolUseId).orElseThrow()));
    }
    if (!HarnessTools.allowed(run.config()).contains(tool)) {
      return "There is no tool " + tool + " in this run.";
    }
    String nodeId = call.call().nodeId();
    boolean first = presence.begin(() -> all.runs.beginCall(request.runId(), nodeId));
    return first || !HarnessTools.isWriting(tool) ? null : LOST;
  }

  /** Carries out a call of a tool of ours. */
  Outcome carryOut(int turn, String toolUseId) throws InterruptedException {
    SettledCall call = find(turn, toolUseId).orElse(null);
    if (call == null) {
      return new Outcome(true, "This call is none of the run's.");
    }
    NodeStatus decided = decision(call.call().nodeId());
    if (decided == NodeStatus.RUNNING && call.result() == null && presence.begin(() -> true)) {
      carryOut(turn, call.call());
    }
    SettledCalls.Outcome outcome = SettledCalls.outcome(find(turn, toolUseId).orElseThrow());
    return new Outcome(outcome.failed(), words(outcome));
  }

  private void carryOut(int turn, AgentRunRepository.ToolCallRow call) throws InterruptedException {
    ToolRequest tool = new ToolRequest(request.runId(), request.sessionId(), turn, call.position());
    Optional<Duration> held = all.toolCalls.carryOut(tool, run, call, attempt);
    while (held.isPresent()) {
      presence.pause(held.get());
      held = all.toolCalls.carryOut(tool, run, call, attempt);
    }
  }

  /** What the run, or a person, has decided about a call. */
  private NodeStatus decision(String nodeId) throws InterruptedException {
    while (true) {
      Optional<NodeStatus> status =
          all.runs
              .standing(request.runId(), nodeId)
              .map(word -> NodeStatus.valueOf(word.toUpperCase(Locale.ROOT)))
              .filter(each -> each != NodeStatus.PENDING && each != NodeStatus.WAITING);
      if (status.isPresent()) {
        return status.get();
      }
      presence.pause();
    }
  }

  /** What the program has made of a call, by whichever tool. */
  void ended(int turn, ToolEnd end) throws InterruptedException {
    SettledCall call = find(turn, end.toolUseId()).orElse(null);
    if (call == null) {
      return;
    }
    String nodeId = call.call().nodeId();
    if (call.result() == null && !isSettledByPerson(call)) {
      String words =
          end.words().length() > MOST_WORDS
              ? end.words().substring(0, MOST_WORDS) + "…"
              : end.words();
      all.runs.settle(
          request.runId(),
          nodeId,
          end.failed(),
          end.failed() ? Jsonb.object().put("error", words) : TextNode.valueOf(words));
      if (!end.failed() && HarnessTools.isWriting(call.call().tool())) {
        note();
      }
    }
    boolean failed = call.result() == null ? end.failed() : Boolean.TRUE.equals(call.failed());
    tellEnd(nodeId, failed);
  }

  /**
   * What the run has changed is told as it goes; what cannot be told is told with the next change.
   */
  private void note() throws InterruptedException {
    try {
      all.workspaces.note(request.runId(), run, attempt);
    } catch (StepException e) {
      LOG.warn("What run {} has changed in its workspace cannot be told", request.runId(), e);
    }
  }

  private static boolean isSettledByPerson(SettledCall call) {
    AgentRunRepository.Answered answered = call.answered();
    return answered != null
        && !answered.state().equals("open")
        && !AgentContract.APPROVE.equals(answered.choice());
  }

  private Optional<SettledCall> find(int turn, String toolUseId) {
    return all.runs.calls(request.runId(), turn).stream()
        .filter(call -> call.call().toolUseId().equals(toolUseId))
        .findFirst();
  }

  private static String words(SettledCalls.Outcome outcome) {
    JsonNode told = outcome.told();
    return told.isTextual() ? told.textValue() : told.toString();
  }

  /** The tools of ours that the run may use. */
  ArrayNode tools() throws InterruptedException {
    ArrayNode offered = Jsonb.array();
    for (Tool tool : all.tools.of(run.config()).tools()) {
      if (HarnessTools.isOffered(tool)) {
        offered
            .addObject()
            .put("name", tool.functionName())
            .put("description", tool.description())
            .set("inputSchema", tool.inputSchema());
      }
    }
    return offered;
  }

  /** The run heeds the end of a call that it has asked for, which it may not have by then. */
  void tellEndsAgain(int turn) {
    for (SettledCall call : all.runs.calls(request.runId(), turn)) {
      String nodeId = call.call().nodeId();
      if (call.result() != null && isRunning(nodeId) && toldAgain.add(nodeId)) {
        tellEnd(nodeId, Boolean.TRUE.equals(call.failed()));
      }
    }
  }

  /** Whether a call that the run has asked for has come to nothing. */
  boolean isLeftOut(int turn) {
    return all.runs.calls(request.runId(), turn).stream()
        .anyMatch(call -> call.result() == null && isRunning(call.call().nodeId()));
  }

  private boolean isRunning(String nodeId) {
    return all.runs.standing(request.runId(), nodeId).filter("running"::equals).isPresent();
  }

  private void tellEnd(String nodeId, boolean failed) {
    signals.accept(
        AgentContract.CALL_ENDED, new AgentContract.CallEnded(nodeId, failed, attempt.number()));
  }
}
