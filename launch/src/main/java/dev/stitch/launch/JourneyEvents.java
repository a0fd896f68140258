package dev.stitch.launch;

import dev.stitch.journey.JourneyContract;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.Jsonb;
import dev.stitch.store.campaign.GoalRepository;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.LateEvents;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells journeys of what happens outside, by signals; a journey that was accepted and has not begun
 * is started with the signal. An event that comes after its journey has ended is kept for people to
 * see, and has no effect on it. What is the goal of a template counts for its campaign in any case.
 */
@Singleton
public class JourneyEvents {

  private final WorkflowClient client;
  private final EntityRepository entities;
  private final LateEvents lateEvents;
  private final JourneyLauncher launcher;
  private final GoalRepository goals;

  JourneyEvents(
      WorkflowClient client,
      EntityRepository entities,
      LateEvents lateEvents,
      JourneyLauncher launcher,
      GoalRepository goals) {
    this.client = client;
    this.entities = entities;
    this.lateEvents = lateEvents;
    this.launcher = launcher;
    this.goals = goals;
  }

  /**
   * Tells a journey of an event; one that it has seen, by its id, has no effect.
   *
   * @return false when the journey has ended
   * @throws JourneyEndedOutsideException when its workflow is gone, and its row does not say so yet
   */
  public boolean tell(UUID entityId, ExternalEvent event, String actor) {
    return signal(entityId, "event", event, actor);
  }

  /** As {@link #tell}, of the contact's answer to a mail. */
  public boolean reply(UUID entityId, ExternalEvent reply, String actor) {
    return signal(entityId, "reply", reply, actor);
  }

  private boolean signal(UUID entityId, String signal, ExternalEvent event, String actor) {
    // Campaigns look at the same events, whether or not the journey still does.
    entities
        .find(entityId)
        .ifPresent(entity -> goals.happened(entity.contact().id(), event.name()));
    if (live(entityId).isEmpty()) {
      return late(entityId, event, actor);
    }
    // Without a workflow, the journey has not begun; one that could not be started either has begun
    // meanwhile, or has ended.
    if (sent(entityId, signal, event)
        || launcher.startWith(entityId, actor, signal, event)
        || sent(entityId, signal, event)) {
      return true;
    }
    Optional<EntityRow> endedOutside = live(entityId);
    if (endedOutside.isPresent()) {
      throw new JourneyEndedOutsideException(endedOutside.get());
    }
    return late(entityId, event, actor);
  }

  /** Whether there was a workflow to signal. */
  private boolean sent(UUID entityId, String signal, ExternalEvent event) {
    try {
      client.newUntypedWorkflowStub(JourneyContract.workflowId(entityId)).signal(signal, event);
      return true;
    } catch (WorkflowNotFoundException missing) {
      return false;
    }
  }

  private boolean late(UUID entityId, ExternalEvent event, String actor) {
    lateEvents.record(entityId, actor, Jsonb.tree(event));
    return false;
  }

  private Optional<EntityRow> live(UUID entityId) {
    return entities.find(entityId).filter(entity -> !entity.status().isFinal());
  }
}
