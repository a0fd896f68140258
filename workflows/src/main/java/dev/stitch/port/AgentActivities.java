package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does outside its workflow. Conversations, inputs and results of tools are in the
 * database: only ids and small facts travel. Each is done once however often it is asked for: what
 * it came to is kept under run, turn and position.
 */
@ActivityInterface
public interface AgentActivities {

  /** What a call is to its run. */
  enum CallKind {
    TOOL,
    /** A decision that the model tells, and that does nothing. */
    DECISION,
    /** A question to a person. */
    QUESTION,
    /** An act towards a contact. */
    ENGAGEMENT
  }

  /**
   * A turn to ask the model for.
   *
   * @param turn from 1
   * @param maxTokens most tokens that the run may still write
   * @param compacts whether a conversation that is too long is to be told as {@code
   *     CONVERSATION_TOO_LONG}, where it can be made shorter
   */
  record TurnRequest(UUID runId, UUID sessionId, int turn, long maxTokens, boolean compacts) {
    public TurnRequest {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(sessionId, "sessionId");
    }
  }

  /**
   * A call that the model asks for.
   *
   * @param position among those of its turn, from 0
   * @param outward whether it acts on the outside world
   * @param acceptable whether its tool is allowed and its input meets the tool's schema; what is
   *     not is refused by the tool's activity, which tells the model why
   * @param contactId the contact that it is about, or null
   * @param taskQueue of the host of the workspace that it works in; null where it needs none
   */
  record ToolCall(
      int position,
      String tool,
      CallKind kind,
      boolean outward,
      boolean acceptable,
      @Nullable UUID contactId,
      @Nullable String taskQueue) {
    public ToolCall {
      Objects.requireNonNull(tool, "tool");
      Objects.requireNonNull(kind, "kind");
    }
  }

  /**
   * What a turn came to.
   *
   * @param stopReason in the words of the provider
   * @param seen the number of the last message of a person that the model was given
   * @param outputTokens tokens that the model has written, thinking included
   */
  record TurnResult(
      String stopReason, List<ToolCall> calls, int seen, long outputTokens, int attempt) {
    public TurnResult {
      Objects.requireNonNull(stopReason, "stopReason");
      calls = List.copyOf(calls);
    }
  }

  /**
   * A conversation to make shorter.
   *
   * @param turn that is to be asked for next
   * @param maxTokens most tokens that the run may still write
   */
  record CompactionRequest(UUID runId, UUID sessionId, int turn, long maxTokens) {
    public CompactionRequest {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(sessionId, "sessionId");
    }
  }

  /**
   * @param outputTokens tokens that the model has written
   */
  record CompactionResult(long outputTokens, int attempt) {}

  /** A tool call to carry out, by where its input is kept. */
  record ToolRequest(UUID runId, UUID sessionId, int turn, int position) {
    public ToolRequest {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(sessionId, "sessionId");
    }
  }

  /**
   * @param failed whether the model is told of a failure
   */
  record ToolResult(boolean failed, int attempt) {}

  /** The workspace of a run, by what the run's row says of it. */
  record WorkspaceRequest(UUID runId) {
    public WorkspaceRequest {
      Objects.requireNonNull(runId, "runId");
    }
  }

  /** A run that a harness is to work on. */
  record HarnessRequest(UUID runId, UUID sessionId) {
    public HarnessRequest {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(sessionId, "sessionId");
    }
  }

  /**
   * @param elsewhere the task queue of the host that has the workspace; null when it is ready
   */
  record WorkspaceResult(@Nullable String elsewhere, int attempt) {}

  /**
   * @param elsewhere the task queue of the host where the run works; null when this was the one
   */
  record HarnessResult(@Nullable String elsewhere) {}

  /**
   * Whether a turn may be paid.
   *
   * @param refusal why it may not, or null
   */
  record Reservation(@Nullable String refusal) {}

  /**
   * Asks the model for a turn, once its budgets have room for the most that the attempt can cost.
   *
   * <p>Fails with an ApplicationFailure whose type is a FailureCode's name: {@code
   * BUDGET_EXHAUSTED} when a person may give more money, {@code LIMIT_REACHED} when none is to,
   * {@code CONVERSATION_TOO_LONG} where the request allows it.
   */
  @ActivityMethod(name = "AgentTurn")
  TurnResult ask(TurnRequest request);

  /**
   * Has the model sum up the older part of a conversation, in whose place it is given the summary
   * from then on. Nothing is deleted.
   *
   * <p>Fails as a turn does for want of money.
   */
  @ActivityMethod(name = "AgentCompaction")
  CompactionResult compact(CompactionRequest request);

  /** Carries a tool call out. Whatever fails in it is told to the model. */
  @ActivityMethod(name = "AgentTool")
  ToolResult call(ToolRequest request);

  /** What runs under the first rules ask before a turn, which reserves its money by itself. */
  @ActivityMethod(name = "AgentBudget")
  Reservation reserve(TurnRequest request);

  /**
   * Locks the run's workspace for it and has it hold its repository, at the run's branch.
   *
   * <p>Fails with an ApplicationFailure whose type is a FailureCode's name.
   */
  @ActivityMethod(name = "AgentWorkspace")
  WorkspaceResult prepare(WorkspaceRequest request);

  /**
   * Has the run's harness work on its task until the run has ended, or waits for a person longer
   * than a moment. The harness asks the model and calls tools only as the run has asked for, and
   * signals what came of it.
   *
   * <p>Fails with an ApplicationFailure whose type is a FailureCode's name.
   */
  @ActivityMethod(name = "AgentHarness")
  HarnessResult runHarness(HarnessRequest request);

  /** Has a run go on with a session whose last run ended before it saw what was written to it. */
  @ActivityMethod(name = "AgentHandOn")
  void handOn(UUID sessionId);
}
