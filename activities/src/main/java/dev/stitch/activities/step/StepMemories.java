package dev.stitch.activities.step;

import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.store.Database;
import dev.stitch.store.run.StepOutcomeRepository;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what steps came to before, where any of them writes. */
@Singleton
public class StepMemories {

  private final Database database;
  private final StepOutcomeRepository repository;

  StepMemories(Database database, StepOutcomeRepository repository) {
    this.database = database;
    this.repository = repository;
  }

  /** The memories of one flush, in which steps of several runs may be carried out. */
  public Batch batch() {
    return new Batch(false);
  }

  /** The memory of a step that shares its flush with no other, as remote ones do. */
  Batch alone() {
    return new Batch(true);
  }

  /** For one thread. */
  public final class Batch {

    private final Map<UUID, StepMemory> byRun = new HashMap<>();
    private final boolean alone;

    private Batch(boolean alone) {
      this.alone = alone;
    }

    /** Empty when no step that may be in this flush writes. */
    Optional<StepMemory> of(StepWork work) {
      List<PathPlan.Step> steps = alone ? List.of(work.step()) : work.plan().steps();
      if (steps.stream().noneMatch(StepMemories::writes)) {
        return Optional.empty();
      }
      return Optional.of(
          byRun.computeIfAbsent(
              work.runId(),
              run ->
                  StepMemory.read(database, repository, run, work.firstRunId(), work.execution())));
    }
  }

  private static boolean writes(PathPlan.Step step) {
    return StepTypes.find(step.type()).map(StepType::writes).orElse(false);
  }
}
