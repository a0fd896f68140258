package dev.stitch.activities.bulk;

import dev.stitch.launch.JourneyLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.store.journey.UnstartedEntity;
import io.grpc.Status;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the journey of an accepted entity; one that is started already stays as it is. */
@Singleton
public class BulkJourneyStarter {

  private static final Logger LOG = LoggerFactory.getLogger(BulkJourneyStarter.class);

  private final Launcher launcher;

  BulkJourneyStarter(Launcher launcher) {
    this.launcher = launcher;
  }

  /**
   * Starts a journey. A journey that Temporal refuses for a reason that an operator can remove
   * stays unstarted, for the reconciler to try again.
   *
   * @return why it can never be started, or empty when it is or may yet be
   * @throws WorkflowServiceException when Temporal cannot be reached now
   */
  public Optional<String> start(UnstartedEntity entity) {
    try {
      // A journey that has run to its end says so in its row with its last flush.
      launcher.start(JourneyLaunches.of(entity, null));
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
}
