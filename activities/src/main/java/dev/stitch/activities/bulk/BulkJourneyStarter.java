package dev.stitch.activities.bulk;

import dev.stitch.journey.JourneyArguments;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.store.journey.UnstartedEntity;
import io.grpc.Status;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the journey of an accepted entity; one that is started already stays as it is. */
@Singleton
public class BulkJourneyStarter {

  private static final Logger LOG = LoggerFactory.getLogger(BulkJourneyStarter.class);

  private final WorkflowClient client;

  BulkJourneyStarter(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a journey. One that Temporal refuses for a reason that an operator can remove stays
   * unstarted, for the reconciler to try again.
   *
   * @return why it can never be started, or empty when it is or may yet be
   * @throws WorkflowServiceException when Temporal cannot be reached now
   */
  public Optional<String> start(UnstartedEntity entity) {
    JourneyArguments input = input(entity);
    JourneyWorkflow journey =
        client.newWorkflowStub(JourneyWorkflow.class, JourneyContract.startOptions(input));
    try {
      WorkflowClient.start(journey::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // It has run to its end: its row will say so as soon as its last projection is in.
    } catch (WorkflowServiceException failure) {
      Status status = Status.fromThrowable(failure);
      if (status.getCode() != Status.Code.INVALID_ARGUMENT) {
        throw failure;
      }
      if (isTooLarge(status)) {
        return Optional.of(String.valueOf(status.getDescription()));
      }
      LOG.warn("Journey {} cannot be started yet: {}", entity.id(), status.getDescription());
    }
    return Optional.empty();
  }

  /**
   * Whether Temporal will never take it because of the size of its metadata. The same code also
   * tells of what is wrong with the namespace, such as a search attribute that is not registered;
   * such journeys begin when it is.
   */
  private static boolean isTooLarge(Status status) {
    return String.valueOf(status.getDescription()).contains("size exceeds limit");
  }

  private static JourneyArguments input(UnstartedEntity entity) {
    return new JourneyArguments(
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
