package dev.stitch.activities.llm;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;

/** The provider takes no prompt of this length for the model. */
public final class PromptTooLongException extends StepException {

  private static final long serialVersionUID = 1L;

  PromptTooLongException(String message) {
    super(FailureCode.REJECTED, message);
  }
}
