package dev.stitch.machine;

/**
 * The numbers of the rules by which journeys and paths are decided. State carries one: it is set
 * when a journey or a path begins and raised when it continues as new, so that a later build
 * decides what is in flight as the build did that began it.
 *
 * <p>A change of what is decided or recorded raises {@link #CURRENT} and is written as {@code if
 * (rules >= NAME)}, with a test of both sides.
 */
public final class Rules {

  /** What state without a number was decided by. */
  public static final int FIRST = 1;

  /**
   * Events that arrive while a stage is resolved reach its paths, a path keeps the events that a
   * later wait may ask for, outputs and metadata are bounded, a fired timer ends all waits that are
   * over, direct runs are known to their entity's journey, and hostile input is refused as a fact.
   */
  public static final int BOUNDED = 2;

  /** A path keeps the answer to a question that it has still to ask, and the skip of a step. */
  public static final int EARLY_ANSWERS = 3;

  /** A retry with a newer version runs failed steps again whose way that version changed. */
  public static final int NEW_WAYS = 3;

  /** A direct run does its first step when its entity's journey knows it. */
  public static final int KNOWN_GUESTS = 3;

  /** The question about a failed path calls the step as its flow does, not by its id. */
  public static final int STEP_LABELS = 4;

  /** What this build begins with. */
  public static final int CURRENT = STEP_LABELS;

  private Rules() {}
}
