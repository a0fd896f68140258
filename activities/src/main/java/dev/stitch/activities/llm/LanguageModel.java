package dev.stitch.activities.llm;

import dev.stitch.model.StepException;

/** Answers prompts. */
interface LanguageModel {

  /**
   * Answers, and tells the listener of each piece as it comes.
   *
   * @throws StepException when there is no answer; whether to ask again is in its code
   */
  ModelAnswer answer(ModelRequest request, AnswerListener listener)
      throws StepException, InterruptedException;
}
