package dev.stitch.launch;

import dev.stitch.journey.JourneyArguments;
import dev.stitch.journey.JourneyContract;
import dev.stitch.model.RunFamily;
import dev.stitch.store.journey.UnstartedEntity;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/** How the journey of an accepted entity is started: its row holds all that this needs. */
public final class JourneyLaunches {

  private JourneyLaunches() {}

  /**
   * The launch of an entity's journey.
   *
   * @param actor who wants it, where the row does not say who asked for it
   */
  public static Launch of(UnstartedEntity entity, @Nullable String actor) {
    JourneyArguments arguments =
        new JourneyArguments(
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
    return new Launch(RunFamily.JOURNEY, JourneyContract.startOptions(arguments), arguments);
  }
}
