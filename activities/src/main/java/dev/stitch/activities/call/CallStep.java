package dev.stitch.activities.call;

import dev.stitch.machine.DerivedId;
import dev.stitch.model.StepException;
import dev.stitch.step.LocalStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepPreview;
import java.util.UUID;

/** What the steps that call a run have in common: they write the call down, at once. */
public abstract class CallStep extends LocalStepType {

  protected CallStep(String id, String title, String schema) {
    super(id, title, schema);
  }

  @Override
  public final boolean calls() {
    return true;
  }

  @Override
  public final boolean writes() {
    return true;
  }

  @Override
  public abstract StepPreview preview(StepContext context) throws StepException;

  /** The call of a step in its run, and the run of a step that calls one only. */
  static UUID callId(StepContext context) {
    return DerivedId.of(context.runId(), context.step().id(), context.execution());
  }
}
