package dev.stitch.api.journey;

import dev.stitch.journey.JourneyArguments;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.store.journey.UnstartedEntities;
import dev.stitch.store.journey.UnstartedEntity;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the journey of a single accepted entity at once; many are started in bulk. */
@Singleton
public class JourneyStarter {

  private static final Logger LOG = LoggerFactory.getLogger(JourneyStarter.class);

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

  /**
   * As {@link #startUnlessBegun}, for an entity that has just been accepted: when it fails, the
   * reconciler starts the journey within a minute.
   */
  public void startOrLeave(UUID entityId, String actor) {
    try {
      startUnlessBegun(entityId, actor);
    } catch (RuntimeException e) {
      LOG.warn("The journey of entity {} could not be started yet", entityId, e);
    }
  }

  /**
   * Starts an entity's journey with a signal, in one step, unless it has begun or ended.
   *
   * @return whether it had not begun
   */
  boolean startWith(UUID entityId, String actor, Consumer<JourneyWorkflow> signal) {
    return unstarted.find(entityId).map(entity -> startWith(entity, actor, signal)).orElse(false);
  }

  private boolean startWith(
      UnstartedEntity entity, String actor, Consumer<JourneyWorkflow> signal) {
    JourneyArguments input = input(entity, actor);
    JourneyWorkflow journey = stub(input);
    BatchRequest both = client.newSignalWithStartRequest();
    both.add(journey::run, input);
    both.add(signal::accept, journey);
    try {
      client.signalWithStart(both);
      return true;
    } catch (WorkflowExecutionAlreadyStarted ended) {
      return false;
    }
  }

  private void start(UnstartedEntity entity, String actor) {
    JourneyArguments input = input(entity, actor);
    JourneyWorkflow journey = stub(input);
    try {
      WorkflowClient.start(journey::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // It has run to its end: its row will say so as soon as its last projection is in.
    }
  }

  private JourneyWorkflow stub(JourneyArguments input) {
    return client.newWorkflowStub(JourneyWorkflow.class, JourneyContract.startOptions(input));
  }

  private static JourneyArguments input(UnstartedEntity entity, String actor) {
    return new JourneyArguments(
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
  }
}
