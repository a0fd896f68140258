package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.Infrastructure;
import dev.stitch.activities.step.PatientAttempts;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.activities.step.StepServices;
import dev.stitch.agent.AgentContract;
import dev.stitch.agent.AgentLimits;
import dev.stitch.json.JsonCodec;
import dev.stitch.json.StorableJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.plan.Retry;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.ToolRequest;
import dev.stitch.port.AgentActivities.ToolResult;
import dev.stitch.store.Jsonb;
import dev.stitch.store.agent.AgentRunRepository;
import io.temporal.client.ActivityCompletionException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries tool calls out, each once: what came of a call is kept, and answered when the call is
 * asked for again. A call that fails for good is one whose result says so.
 */
@Singleton
class ToolCalls {

  private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

  private static final String DEFECT = "The tool has a defect.";

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final AgentRunRepository runs;
  private final Tools tools;
  private final StepServices services;
  private final PatientAttempts attempts;
  private final Clock clock = Clock.systemUTC();

  ToolCalls(AgentRunRepository runs, Tools tools, StepServices services, PatientAttempts attempts) {
    this.runs = runs;
    this.tools = tools;
    this.services = services;
    this.attempts = attempts;
  }

  /**
   * What the model is told.
   *
   * @param held how long it is to wait, when nothing came of the call yet
   */
  private record Told(boolean failed, JsonNode result, Optional<Duration> held) {}

  ToolResult call(ToolRequest request) {
    return attempts.make(attempt -> call(request, attempt));
  }

  private ToolResult call(ToolRequest request, StepAttempt attempt) {
    String nodeId = AgentContract.callNode(request.turn(), request.position());
    AgentRunRepository.Run run = runs.find(request.runId()).orElse(null);
    AgentRunRepository.SettledCall kept = runs.call(request.runId(), nodeId).orElse(null);
    if (run == null || kept == null) {
      return new ToolResult(true, attempt.number()); // the run was deleted meanwhile
    }
    if (kept.result() != null) {
      return new ToolResult(Boolean.TRUE.equals(kept.failed()), attempt.number());
    }
    Told told =
        attempts.within(
            attempt,
            new PatientAttempts.Terms("the tool " + kept.call().tool(), Retry.DEFAULT, LIMIT),
            () -> perform(request, run, kept.call(), attempt));
    if (told.held().isPresent()) {
      throw PatientAttempts.held(attempt, "the call", told.held().get());
    }
    runs.settle(request.runId(), nodeId, told.failed(), told.result());
    return new ToolResult(told.failed(), attempt.number());
  }

  /**
   * Carries a call out for a harness that waits for it: what may be tried again the model is told,
   * who tries it again.
   *
   * @return how long it is to wait, when nothing came of the call yet
   */
  Optional<Duration> carryOut(
      ToolRequest request,
      AgentRunRepository.Run run,
      AgentRunRepository.ToolCallRow call,
      StepAttempt attempt)
      throws InterruptedException {
    Told told = told(request, run, call, attempt);
    if (told.held().isEmpty()) {
      runs.settle(request.runId(), call.nodeId(), told.failed(), told.result());
    }
    return told.held();
  }

  private Told told(
      ToolRequest request,
      AgentRunRepository.Run run,
      AgentRunRepository.ToolCallRow call,
      StepAttempt attempt)
      throws InterruptedException {
    try {
      return perform(request, run, call, attempt);
    } catch (StepException e) {
      return failed(words(e));
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e) || e instanceof ActivityCompletionException) {
        throw e;
      }
      LOG.error("The tool {} has a defect", call.tool(), e);
      return failed(DEFECT);
    }
  }

  private static String words(StepException e) {
    return e.code() == FailureCode.INTERNAL ? DEFECT : String.valueOf(e.getMessage());
  }

  private Told perform(
      ToolRequest request,
      AgentRunRepository.Run run,
      AgentRunRepository.ToolCallRow call,
      StepAttempt attempt)
      throws StepException, InterruptedException {
    try {
      Tool tool = tools.find(run.config(), call.tool()).orElse(null);
      if (tool == null) {
        return failed("There is no tool " + call.tool() + " in this run.");
      }
      Optional<String> problem = tool.problem(call.input());
      if (problem.isPresent()) {
        return failed("The input does not meet the tool's schema: " + problem.get());
      }
      if (!isAllowed(request, run, call, tool)) {
        return failed("The call was not carried out: nobody has approved it. Ask for it again.");
      }
      ToolCallContext context =
          ToolCallContext.of(
              services,
              new ToolCallContext.Call(
                  request.runId(),
                  call.nodeId(),
                  tool.word(),
                  run.entityId(),
                  run.startedBy(),
                  clock.instant(),
                  attempt.number(),
                  attempt::heartbeat));
      JsonNode result = StorableJson.withoutNul(tool.call(context, call.input()));
      Optional<String> defect = tool.problemOfOutput(result);
      if (defect.isPresent()) {
        LOG.error("The tool {} answers what its schema does not allow: {}", call.tool(), defect);
        return failed(DEFECT);
      }
      return new Told(false, result, Optional.empty());
    } catch (ToolHeldException held) {
      return new Told(false, Jsonb.object(), held.retryAfter());
    } catch (StepException e) {
      if (e.code().retryable() && attempt.number() < Retry.DEFAULT.maxAttempts()) {
        throw e;
      }
      return failed(words(e));
    }
  }

  /**
   * Whether nothing stands against a call. What a server says of its tools may be another thing
   * than when the run decided whether to ask a person, so that the person's word is looked for
   * here, too.
   */
  private boolean isAllowed(
      ToolRequest request,
      AgentRunRepository.Run run,
      AgentRunRepository.ToolCallRow call,
      Tool tool) {
    AgentLimits limits =
        JsonCodec.MAPPER.convertValue(run.config().path("limits"), AgentLimits.class);
    boolean asks =
        tool.kind() == CallKind.TOOL
            && limits.requiresApproval(tool.outward(Tools.allowed(run.config())));
    return !asks
        || runs.call(request.runId(), call.nodeId())
            .map(AgentRunRepository.SettledCall::answered)
            .filter(answered -> AgentContract.APPROVE.equals(answered.choice()))
            .isPresent();
  }

  private static Told failed(String why) {
    return new Told(true, Jsonb.object().put("error", why), Optional.empty());
  }
}
