package dev.stitch.api.journey;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.WorkflowUpdates;
import dev.stitch.journey.JourneyContract;
import dev.stitch.launch.JourneyLauncher;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.EntityRow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The way from the API to a journey: acts as updates, events as signals. */
@Singleton
public class Journeys {

  private final WorkflowClient client;
  private final WorkflowUpdates updates;
  private final EntityRepository entities;
  private final JourneyLauncher starter;

  Journeys(
      WorkflowClient client,
      WorkflowUpdates updates,
      EntityRepository entities,
      JourneyLauncher starter) {
    this.client = client;
    this.updates = updates;
    this.entities = entities;
    this.starter = starter;
  }

  /**
   * Does an act and waits until its facts are in the database.
   *
   * @throws ApiProblem 404 unknown entity; 409 it had ended before or its state does not allow the
   *     act; 422 the act cannot be meant; 503 no worker answers
   */
  public void act(UUID entityId, Act act) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> ApiProblem.notFound("entity", entityId));
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

  /** Tells a journey of something that happened; an event id that it has seen has no effect. */
  public void tell(UUID entityId, ExternalEvent event, String actor) {
    signal(entityId, actor, "event", event);
  }

  /** As {@link #tell}, of the contact's answer to a mail. */
  public void reply(UUID entityId, ExternalEvent reply, String actor) {
    signal(entityId, actor, "reply", reply);
  }

  private void signal(UUID entityId, String actor, String signal, ExternalEvent event) {
    try {
      workflow(entityId).signal(signal, event);
    } catch (WorkflowNotFoundException missing) {
      if (!starter.startWith(entityId, actor, signal, event)) {
        // It has ended, or has begun in between.
        signalBegun(entityId, signal, event);
      }
    }
  }

  private void signalBegun(UUID entityId, String signal, ExternalEvent event) {
    try {
      workflow(entityId).signal(signal, event);
    } catch (WorkflowNotFoundException ended) {
      throw closed(entityId);
    }
  }

  private WorkflowStub workflow(UUID entityId) {
    return client.newUntypedWorkflowStub(JourneyContract.workflowId(entityId));
  }

  private EntityRow live(UUID entityId) {
    EntityRow entity =
        entities.find(entityId).orElseThrow(() -> ApiProblem.notFound("entity", entityId));
    if (entity.status().isFinal()) {
      throw ended(entity);
    }
    return entity;
  }

  /** There is no workflow (any more): says what became of the entity. */
  private ApiProblem closed(UUID entityId) {
    EntityRow entity = live(entityId);
    return ApiProblem.conflict(
        "The workflow of entity "
            + entity.id()
            + ", which was "
            + entity.status().word()
            + ", has been ended outside; the entity will be cancelled within a minute.");
  }

  private static ApiProblem ended(EntityRow entity) {
    return ApiProblem.conflict(
        "Entity " + entity.id() + " is " + entity.status().word() + ": its journey has ended.");
  }
}
