package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.evaluation.StorableOutcome;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.telemetry.LogFields;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Carries out one step, local or remote, and makes its output fit for history. */
@Singleton
public class StepRunner {

  private final StepServices services;
  private final ContactSnapshot contacts;
  private final LargeOutputs outputs;
  private final StepMemories memories;
  private final WorkMeters meters;

  StepRunner(
      StepServices services,
      ContactSnapshot contacts,
      LargeOutputs outputs,
      StepMemories memories,
      WorkMeters meters) {
    this.services = services;
    this.contacts = contacts;
    this.outputs = outputs;
    this.memories = memories;
    this.meters = meters;
  }

  /**
   * Carries out a step that is a flush of its own.
   *
   * @param heartbeat tells the server that a long step is alive
   * @throws StepException when it cannot be done; whether to try again is in its code
   */
  public StepOutcome run(StepWork work, Runnable heartbeat)
      throws StepException, InterruptedException {
    return run(work, heartbeat, memories.alone());
  }

  /** As {@link #run(StepWork, Runnable)}, for one of the steps that share a flush. */
  public StepOutcome run(StepWork work, StepMemories.Batch batch)
      throws StepException, InterruptedException {
    return run(work, () -> {}, batch);
  }

  private StepOutcome run(StepWork work, Runnable heartbeat, StepMemories.Batch batch)
      throws StepException, InterruptedException {
    LogFields fields =
        LogFields.of()
            .with(LogFields.ENTITY, work.entityId())
            .with(LogFields.RUN, work.runId())
            .with(LogFields.NODE, work.step().id());
    long begun = System.nanoTime();
    String outcome = "retried";
    try {
      StepOutcome came = execute(work, heartbeat, batch);
      outcome = word(came);
      return came;
    } catch (StepException e) {
      outcome = e.code().retryable() ? "retried" : "failed";
      throw e;
    } finally {
      meters.step(work.step().type(), outcome, Duration.ofNanos(System.nanoTime() - begun));
      fields.end();
    }
  }

  private static String word(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Completed completed -> "completed";
      case StepOutcome.Waiting waiting -> "waiting";
      case StepOutcome.Failed failed -> "failed";
      case StepOutcome.Elsewhere elsewhere -> "elsewhere";
    };
  }

  private StepOutcome execute(StepWork work, Runnable heartbeat, StepMemories.Batch batch)
      throws StepException, InterruptedException {
    StepType type =
        StepTypes.find(work.step().type())
            .orElseThrow(
                () ->
                    new StepException(
                        FailureCode.INTERNAL,
                        "this worker does not know the step type " + work.step().type()));
    StepMemory.Work step = () -> fit(work, type.execute(context(work, heartbeat)));
    Optional<StepMemory> memory = batch.of(work);
    return memory.isPresent() ? memory.get().of(type, work, step) : step.perform();
  }

  private StepOutcome fit(StepWork work, StepOutcome outcome) throws StepException {
    StepOutcome storable = StorableOutcome.of(outcome);
    return storable instanceof StepOutcome.Completed done
        ? new StepOutcome.Completed(
            outputs.fit(work, done.output()), done.branch(), done.metadata())
        : storable;
  }

  /** What expressions of a step see, the contact and what is large included. */
  public ObjectNode variables(StepWork work) {
    return context(work, () -> {}).variables();
  }

  private RunningStep context(StepWork work, Runnable heartbeat) {
    return new RunningStep(work, services, contacts, outputs, heartbeat);
  }
}
