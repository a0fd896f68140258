package dev.stitch.launch.act;

import dev.stitch.launch.request.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;

/** The way to a run that is a workflow of its own, whatever its type. */
@Singleton
public class Runs {

  private final RunRepository runs;
  private final WorkflowUpdates updates;

  Runs(RunRepository runs, WorkflowUpdates updates) {
    this.runs = runs;
    this.updates = updates;
  }

  /**
   * Does an act and waits until its facts are in the database.
   *
   * @throws Refusal the run has nothing of what the act names; it had ended before, has no
   *     workflow, or its state does not allow the act; the act cannot be meant
   * @throws UnansweredException no worker answers
   */
  public void act(RunRow run, RunAct act) {
    if (!actIfThere(run, act)) {
      throw Refusal.conflict(
          "Run "
              + run.id()
              + ", which was "
              + run.status().word()
              + ", has no workflow that could do this. It is started, or settled if it was ended outside, within a minute.");
    }
  }

  /**
   * As {@link #act}.
   *
   * @return false when the run has not ended, as far as its row knows, and yet has no workflow
   */
  boolean actIfThere(RunRow run, RunAct act) {
    if (!run.status().isFinal()) {
      try {
        updates.send(run.temporalWorkflowId(), act.name(), act.id(), act);
        return true;
      } catch (WorkflowNotFoundException closed) {
        // Closed only now, or never begun: the row knows.
      }
    }
    RunRow now = runs.find(run.id()).orElse(run);
    if (!now.status().isFinal()) {
      return false;
    }
    if (updates.wasDone(now.temporalWorkflowId(), act.id())) {
      return true;
    }
    throw Refusal.conflict("Run " + now.id() + " is " + now.status().word() + " already.");
  }
}
