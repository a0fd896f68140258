package dev.stitch.api.journey;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.store.Jsonb;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.journey.LateEvents;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Tells journeys of what happens outside. An event that comes after its journey has ended is kept
 * for people to see, and has no effect.
 */
@Singleton
public class JourneyEvents {

  private final Journeys journeys;
  private final EntityRepository entities;
  private final LateEvents lateEvents;

  JourneyEvents(Journeys journeys, EntityRepository entities, LateEvents lateEvents) {
    this.journeys = journeys;
    this.entities = entities;
    this.lateEvents = lateEvents;
  }

  /**
   * Tells a journey of an event; one that it has seen, by its id, has no effect.
   *
   * @return false when the journey has ended
   */
  public boolean tell(UUID entityId, ExternalEvent event, String actor) {
    return told(entityId, event, actor, () -> journeys.tell(entityId, event, actor));
  }

  /** As {@link #tell}, of the contact's answer to a mail. */
  public boolean reply(UUID entityId, ExternalEvent reply, String actor) {
    return told(entityId, reply, actor, () -> journeys.reply(entityId, reply, actor));
  }

  private boolean told(UUID entityId, ExternalEvent event, String actor, Runnable signal) {
    if (ended(entityId)) {
      return late(entityId, event, actor);
    }
    try {
      signal.run();
      return true;
    } catch (ApiProblem closed) {
      if (ended(entityId)) {
        return late(entityId, event, actor);
      }
      throw closed;
    }
  }

  private boolean late(UUID entityId, ExternalEvent event, String actor) {
    lateEvents.record(entityId, actor, Jsonb.tree(event));
    return false;
  }

  private boolean ended(UUID entityId) {
    return entities.find(entityId).map(entity -> entity.status().isFinal()).orElse(true);
  }
}
