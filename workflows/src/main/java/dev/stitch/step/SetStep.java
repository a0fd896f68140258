package dev.stitch.step;

import dev.stitch.model.StepException;

/** Computes values and keeps them in the entity's metadata. */
public final class SetStep extends LocalStepType {

  public SetStep() {
    super("set", "Set metadata", Values.SCHEMA);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    Values values = Values.of(context);
    return new StepOutcome.Completed(values.nested(), null, values.flat());
  }
}
