package dev.stitch.launch;

import dev.stitch.store.journey.UnstartedEntities;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the journey of a single accepted entity at once; many are started in bulk. */
@Singleton
public class JourneyLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(JourneyLauncher.class);

  private final UnstartedEntities unstarted;
  private final Launcher launcher;

  JourneyLauncher(UnstartedEntities unstarted, Launcher launcher) {
    this.unstarted = unstarted;
    this.launcher = launcher;
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
              // A journey that has run to its end says so in its row with its last flush.
              launcher.start(JourneyLaunches.of(entity, actor));
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
  public boolean startWith(UUID entityId, String actor, String signal, Object argument) {
    return unstarted
        .find(entityId)
        .map(entity -> launcher.startWith(JourneyLaunches.of(entity, actor), signal, argument))
        .orElse(false);
  }
}
