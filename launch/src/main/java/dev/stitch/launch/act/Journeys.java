package dev.stitch.launch.act;

import dev.stitch.launch.JourneyEndedOutsideException;
import dev.stitch.launch.JourneyLauncher;
import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.Act;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Does acts on journeys, as updates of their workflows. */
@Singleton
public class Journeys {

  private final WorkflowUpdates updates;
  private final EntityRepository entities;
  private final JourneyLauncher starter;

  Journeys(WorkflowUpdates updates, EntityRepository entities, JourneyLauncher starter) {
    this.updates = updates;
    this.entities = entities;
    this.starter = starter;
  }

  /**
   * Does an act and waits until its facts are in the database.
   *
   * @throws Refusal unknown entity; it had ended before or its state does not allow the act; the
   *     act cannot be meant
   * @throws UnansweredException no worker answers
   */
  public void act(UUID entityId, Act act) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> Refusal.notFound("entity", entityId));
    if (entity.status().isFinal()) {
      if (updates.wasDone(entity.workflowId(), act.id())) {
        return;
      }
      throw ended(entity);
    }
    try {
      update(entity, act);
    } catch (WorkflowNotFoundException missing) {
      afterStart(entityId, act.actor(), () -> update(entity, act));
    }
  }

  /** Does what found no workflow once that is started; says so when it had ended before. */
  private void afterStart(UUID entityId, String actor, Runnable work) {
    if (!starter.startUnlessBegun(entityId, actor)) {
      throw closed(entityId);
    }
    try {
      work.run();
    } catch (WorkflowNotFoundException ended) {
      throw closed(entityId);
    }
  }

  private void update(EntityRow entity, Act act) {
    updates.send(entity.workflowId(), act.name(), act.id(), act);
  }

  private EntityRow live(UUID entityId) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> Refusal.notFound("entity", entityId));
    if (entity.status().isFinal()) {
      throw ended(entity);
    }
    return entity;
  }

  /** There is no workflow (any more): says what became of the entity. */
  private Refusal closed(UUID entityId) {
    EntityRow entity = live(entityId);
    return Refusal.conflict(JourneyEndedOutsideException.message(entity));
  }

  private static Refusal ended(EntityRow entity) {
    return Refusal.conflict(
        "Entity " + entity.id() + " is " + entity.status().word() + ": its journey has ended.");
  }
}
