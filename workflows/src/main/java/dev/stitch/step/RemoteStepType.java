package dev.stitch.step;

import dev.stitch.model.StepException;
import dev.stitch.plan.Locality;

/** A type whose steps act on the outside or are slow: each is an activity of its own. */
public abstract class RemoteStepType extends DescribedStepType {

  /**
   * @param schema JSON Schema of the config, as JSON
   * @param taskQueue where its steps are carried out
   */
  protected RemoteStepType(String id, String title, String schema, String taskQueue) {
    super(id, title, schema, taskQueue);
  }

  @Override
  public final Locality locality() {
    return Locality.REMOTE;
  }

  /** What would be done outside: without I/O there is nothing else to tell. */
  @Override
  public abstract StepPreview preview(StepContext context) throws StepException;
}
