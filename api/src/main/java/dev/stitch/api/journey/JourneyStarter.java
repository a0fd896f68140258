package dev.stitch.api.journey;

import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyInput;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.store.journey.UnstartedEntities;
import dev.stitch.store.journey.UnstartedEntity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/** Starts the journey of a single accepted entity at once; many are started in bulk. */
@Singleton
public class JourneyStarter {

  private final UnstartedEntities unstarted;
  private final WorkflowClient client;

  JourneyStarter(UnstartedEntities unstarted, WorkflowClient client) {
    this.unstarted = unstarted;
    this.client = client;
  }

  /**
   * Starts an entity's journey unless it has begun or ended.
   *
   * @param actor who wants it
   * @return whether it had not begun
   */
  public boolean startUnlessBegun(UUID entityId, String actor) {
    return unstarted
        .find(entityId)
        .map(
            entity -> {
              start(entity, actor);
              return true;
            })
        .orElse(false);
  }

  private void start(UnstartedEntity entity, String actor) {
    JourneyInput input =
        new JourneyInput(
            entity.id(),
            entity.contactId(),
            entity.flowId(),
            entity.flowVersion(),
            entity.planHash(),
            entity.startNodeId(),
            entity.metadata(),
            entity.source().name().toLowerCase(Locale.ROOT),
            entity.actor() == null ? actor : entity.actor(),
            entity.flowPaused(),
            null);
    JourneyWorkflow journey =
        client.newWorkflowStub(JourneyWorkflow.class, JourneyContract.startOptions(input));
    try {
      WorkflowClient.start(journey::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // It has run to its end: its row will say so as soon as its last projection is in.
    }
  }
}
