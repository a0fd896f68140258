package dev.stitch.step;

import dev.stitch.model.StepException;

/** Computes values for the steps that follow. */
public final class TransformStep extends LocalStepType {

  public TransformStep() {
    super("transform", "Transform", Values.SCHEMA);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    return StepOutcome.completed(Values.of(context).nested());
  }
}
