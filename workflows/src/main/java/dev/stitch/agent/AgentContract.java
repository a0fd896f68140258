package dev.stitch.agent;

import dev.stitch.machine.DerivedId;
import dev.stitch.port.AgentActivities.TurnResult;
import java.util.Objects;
import java.util.UUID;

/** Names that the workflow of an agent shares with the world. */
public final class AgentContract {

  /** The choices of a task that asks whether a call may be carried out. */
  public static final String APPROVE = "approve";

  public static final String REFUSE = "refuse";

  /** The choices of a task that asks for money. */
  public static final String GO_ON = "go_on";

  public static final String STOP = "stop";

  /** What the answer to such a task may add to the run's own budget, in US dollars. */
  public static final String TOP_UP = "topUpUsd";

  /** The signal that tells a run of a message, by the message's number. */
  public static final String MESSAGE = "message";

  /** What steps and the ledger know the preparation of a run's workspace by. */
  public static final String WORKSPACE = "workspace";

  /** The type of the step that makes a conversation shorter. */
  public static final String COMPACTION = "compaction";

  /** The signal by which a harness tells what a turn came to. */
  public static final String TURN_ANSWERED = "turnAnswered";

  /** The signal by which a harness tells that a tool call has ended. */
  public static final String CALL_ENDED = "callEnded";

  private AgentContract() {}

  /** What a turn of a harness came to; telling it twice changes nothing. */
  public record TurnAnswered(int turn, TurnResult result) {
    public TurnAnswered {
      Objects.requireNonNull(result, "result");
    }
  }

  /** A tool call that a harness has carried out; telling it twice changes nothing. */
  public record CallEnded(String nodeId, boolean failed, int attempt) {
    public CallEnded {
      Objects.requireNonNull(nodeId, "nodeId");
    }
  }

  /** What steps and the ledger know a turn by. */
  public static String turnNode(int turn) {
    return "turn-" + turn;
  }

  /**
   * What steps and the ledger know by which the conversation was made shorter.
   *
   * @param turn that was asked for next
   */
  public static String compactionNode(int turn) {
    return COMPACTION + "-" + turn;
  }

  /**
   * What steps, tasks and the ledger know a tool call by.
   *
   * @param position among those of its turn, from 0
   */
  public static String callNode(int turn, int position) {
    return turnNode(turn) + "." + position;
  }

  /**
   * The human task that asks for money.
   *
   * @param number how many times the turn was asked for, from 1
   */
  public static UUID moneyTaskId(UUID runId, int turn, int number) {
    return DerivedId.of(runId, "money", turnNode(turn), number);
  }

  /** The human task that asks about a call. */
  public static UUID taskId(UUID runId, String callNode) {
    return DerivedId.of(runId, "task", callNode);
  }
}
