package dev.stitch.activities.readmodel;

import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.PathInput;
import dev.stitch.step.StepOutcome;

/** How long the JSON of a flush's result becomes: it is one payload, and Temporal takes 2 MiB. */
final class FlushSize {

  /** A flush hands back once its result is about this long; the work left is the next flush's. */
  private static final int FULL = 512 * 1024;

  /** About what an event takes besides its output. */
  private static final int ENVELOPE = 300;

  private int characters;

  void add(JourneyInput event) {
    if (event instanceof JourneyInput.InPath inPath) {
      add(inPath.happened());
    } else {
      characters += ENVELOPE;
    }
  }

  void add(PathInput event) {
    characters += ENVELOPE;
    if (event instanceof PathInput.StepEnded ended
        && ended.outcome() instanceof StepOutcome.Completed completed) {
      characters += completed.output() == null ? 0 : completed.output().toString().length();
      characters += completed.metadata() == null ? 0 : completed.metadata().toString().length();
    }
  }

  int characters() {
    return characters;
  }

  boolean isFull() {
    return characters >= FULL;
  }
}
