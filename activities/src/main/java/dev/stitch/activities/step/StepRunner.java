package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import jakarta.inject.Singleton;

/** Carries out one step, local or remote, and makes its output fit for history. */
@Singleton
public class StepRunner {

  private final StepServices services;
  private final ContactSnapshot contacts;
  private final StepOutputs outputs;

  StepRunner(StepServices services, ContactSnapshot contacts, StepOutputs outputs) {
    this.services = services;
    this.contacts = contacts;
    this.outputs = outputs;
  }

  /**
   * @param heartbeat tells the server that a long step is alive
   * @throws StepException when it cannot be done; whether to try again is in its code
   */
  public StepOutcome run(StepWork work, Runnable heartbeat)
      throws StepException, InterruptedException {
    StepType type =
        StepTypes.find(work.step().type())
            .orElseThrow(
                () ->
                    new StepException(
                        FailureCode.INTERNAL,
                        "this worker does not know the step type " + work.step().type()));
    StepOutcome outcome = type.execute(context(work, heartbeat));
    return switch (outcome) {
      case StepOutcome.Completed done ->
          new StepOutcome.Completed(
              outputs.fit(work, done.output()),
              done.branch(),
              StorableJson.withoutNul(done.metadata()));
      case StepOutcome.Waiting waiting -> waiting;
      case StepOutcome.Failed failed -> failed;
    };
  }

  /**
   * Whether an event is the one a waiting step waits for; an expression that fails on it says no.
   *
   * @param event what CEL sees as {@code event}
   */
  public boolean matches(StepWork work, String match, JsonNode event) {
    ObjectNode variables = context(work, () -> {}).variables();
    variables.set("event", event);
    try {
      return Expressions.test(match, variables);
    } catch (StepException e) {
      return false;
    }
  }

  private RunningStep context(StepWork work, Runnable heartbeat) {
    return new RunningStep(work, services, contacts, outputs, heartbeat);
  }
}
