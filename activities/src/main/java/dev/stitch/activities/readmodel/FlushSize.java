package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.PathInput;
import dev.stitch.step.StepOutcome;

/** How long the JSON of a flush's result becomes: it is one payload, and Temporal takes 2 MiB. */
final class FlushSize {

  /** A flush hands back once its result is about this long; the work left is the next flush's. */
  private static final int FULL = 512 * 1024;

  /** About what an event takes besides its output. */
  private static final int ENVELOPE = 300;

  private FlushSize() {}

  static boolean isFull(int characters) {
    return characters >= FULL;
  }

  static int of(JourneyInput input) {
    return input instanceof JourneyInput.InPath inPath ? of(inPath.happened()) : ENVELOPE;
  }

  static int of(PathInput input) {
    return input instanceof PathInput.StepEnded ended
            && ended.outcome() instanceof StepOutcome.Completed completed
        ? ENVELOPE + length(completed.output()) + length(completed.metadata())
        : ENVELOPE;
  }

  private static int length(JsonNode json) {
    return json == null ? 0 : json.toString().length();
  }
}
