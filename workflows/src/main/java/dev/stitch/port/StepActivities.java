package dev.stitch.port;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Remote steps: outward effects and slow work. */
@ActivityInterface
public interface StepActivities {

  /** Carries one step out; fails with an ApplicationFailure whose type is a FailureCode's name. */
  @ActivityMethod(name = "Step")
  StepResult execute(StepRequest request);
}
