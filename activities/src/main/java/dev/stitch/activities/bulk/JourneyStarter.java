package dev.stitch.activities.bulk;

import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyInput;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.store.journey.UnstartedEntity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** Starts the journey of an accepted entity; one that is started already stays as it is. */
@Singleton
public class JourneyStarter {

  private final WorkflowClient client;

  JourneyStarter(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a journey.
   *
   * @return why it can never be started, or empty when it is
   * @throws WorkflowServiceException when Temporal cannot be reached now
   */
  public Optional<String> start(UnstartedEntity entity) {
    JourneyInput input = input(entity);
    JourneyWorkflow journey =
        client.newWorkflowStub(JourneyWorkflow.class, JourneyContract.startOptions(input));
    try {
      WorkflowClient.start(journey::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // It has run to its end: its row will say so as soon as its last projection is in.
    } catch (WorkflowServiceException failure) {
      if (refused(failure)) {
        return Optional.of(String.valueOf(failure.getCause().getMessage()));
      }
      throw failure;
    }
    return Optional.empty();
  }

  /** Whether Temporal will never take it, e.g. because its metadata is too large. */
  private static boolean refused(WorkflowServiceException failure) {
    return failure.getCause() instanceof StatusRuntimeException rpc
        && rpc.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
  }

  private static JourneyInput input(UnstartedEntity entity) {
    return new JourneyInput(
        entity.id(),
        entity.contactId(),
        entity.flowId(),
        entity.flowVersion(),
        entity.planHash(),
        entity.startNodeId(),
        entity.metadata(),
        entity.source().name().toLowerCase(Locale.ROOT),
        entity.actor(),
        entity.flowPaused(),
        null);
  }
}
