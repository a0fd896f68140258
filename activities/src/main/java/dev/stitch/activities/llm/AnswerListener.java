package dev.stitch.activities.llm;

/** Hears how an answer comes. */
interface AnswerListener {

  /** The model has written on. */
  void wrote(String piece);

  /** So many tokens have been used so far; the last word counts, also when the call then fails. */
  void used(TokenUsage usage);

  /** What ends the call when nobody waits for its answer any more; called from another thread. */
  void hangUpBy(Runnable end);

  /**
   * Fails when nobody waits for the answer any more.
   *
   * @throws RuntimeException what the activity is to end with
   */
  void requireWanted();
}
