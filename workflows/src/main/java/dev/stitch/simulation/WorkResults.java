package dev.stitch.simulation;

import dev.stitch.evaluation.PathOwner;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import java.time.Duration;
import java.time.Instant;

/** What the work of a simulated journey comes to: all that a simulation knows of the world. */
public interface WorkResults {

  /**
   * @param work other than {@link JourneyWork.InPath}, which is {@link #ofPath}'s
   */
  JourneyInput ofStage(JourneyWork work, JourneyState state, Instant now);

  /** Of a step, local or remote, or of an event that is looked at. */
  PathInput ofPath(PathWork work, PathState path, PathOwner owner, Instant now);

  /** How long it takes to carry a step out; nothing, unless somebody says otherwise. */
  default Duration duration(PathState path, String nodeId) {
    return Duration.ZERO;
  }
}
