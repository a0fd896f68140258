package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.launch.Launch;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.Calling;
import dev.stitch.port.RunCaller;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.CalledRunRepository;
import dev.stitch.store.run.TriggerKind;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls of runs that their steps accept: of those that work off many pages or items, and of agents.
 * So the step hears what is refused, and no other step can accept the same beside it. Whose run it
 * is follows when the call is started: the calling run may have no row before.
 */
@Singleton
public class AcceptedCalls {

  private final CalledRunRepository runs;

  AcceptedCalls(CalledRunRepository runs) {
    this.runs = runs;
  }

  /** Accepts a run of a known id, or throws a {@link Refusal}. */
  @FunctionalInterface
  public interface Accepting {
    AcceptedRun accept(UUID id, RunOrigin origin);
  }

  /**
   * Waits for the end of a run that is accepted now.
   *
   * @throws StepException {@code INVALID_CONFIG} when it is refused
   */
  public StepOutcome call(StepContext context, Accepting accepting) throws StepException {
    UUID callId = CallStep.callId(context);
    try {
      AcceptedRun run = accepting.accept(callId, origin(context));
      return new StepOutcome.Waiting(new Wait.Called(callId, run.launch().workflowId()));
    } catch (Refusal refused) {
      throw new StepException(FailureCode.INVALID_CONFIG, refused.getMessage(), refused);
    }
  }

  /** Who has begun the calling run, and how, is told when the run is claimed. */
  private static RunOrigin origin(StepContext context) {
    return new RunOrigin(null, TriggerKind.API, Jsonb.object().put("kind", context.step().type()));
  }

  /** How to start a run that its step has accepted; empty for a call of another kind. */
  Optional<Launch> claimed(UUID callId, Calling calling) {
    ObjectNode trigger =
        Jsonb.object()
            .put("runId", calling.runId().toString())
            .put("nodeId", calling.nodeId())
            .put("callId", callId.toString());
    return runs.claim(
            callId,
            calling.runId(),
            JsonCodec.MAPPER.valueToTree(new RunCaller(calling.workflowId(), callId)),
            trigger,
            TriggerKind.valueOf(calling.triggerKind().toUpperCase(Locale.ROOT)),
            calling.startedBy())
        .map(RunLauncher::again);
  }
}
