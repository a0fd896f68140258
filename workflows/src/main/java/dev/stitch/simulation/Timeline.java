package dev.stitch.simulation;

import dev.stitch.machine.JourneyState;
import dev.stitch.step.StepPreview;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What became of one entity, in the order of virtual time.
 *
 * @param end the state when the simulation stopped; {@code end.closed()} is null while it lives
 * @param warnings what the simulation could not know, in words
 */
public record Timeline(List<Entry> entries, JourneyState end, Set<String> warnings) {

  public Timeline {
    entries = List.copyOf(entries);
    warnings = Set.copyOf(warnings);
  }

  /** What an entry tells of. */
  public enum Kind {
    MOVED,
    STEP,
    MAIL,
    WAIT,
    /** Something that only a person or a limit lets go. */
    HOLD,
    TASK,
    EVENT,
    ENDED
  }

  /**
   * @param nodeId the UX node, or the step node
   * @param flow the name of the system flow, or null when the journey itself tells
   * @param detail in words
   * @param preview what the step would do outside, or null
   */
  public record Entry(
      Instant at, Kind kind, String nodeId, String flow, String detail, StepPreview preview) {}
}
