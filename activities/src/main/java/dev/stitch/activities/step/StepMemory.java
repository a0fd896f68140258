package dev.stitch.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import dev.stitch.step.Wait;
import dev.stitch.store.Database;
import dev.stitch.store.run.StepOutcomeRepository;
import dev.stitch.store.run.StepOutcomeRepository.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the steps of one execution of a run came to, as far as the database remembers it.
 *
 * <p>A flush commits before its workflow task does. When the task is lost the flush is taken again,
 * and would compute from what it wrote itself. So a step that writes commits its outcome with what
 * it writes, and with it the outcomes of the steps before it in the same flush: a condition would
 * else choose by the value that was written behind it. For one thread.
 */
final class StepMemory {

  private record Place(UUID scope, String nodeId) {}

  private final Database database;
  private final StepOutcomeRepository repository;
  private final Map<Place, JsonNode> kept = new HashMap<>();
  private final List<Kept> unwritten = new ArrayList<>();

  private StepMemory(Database database, StepOutcomeRepository repository) {
    this.database = database;
    this.repository = repository;
  }

  static StepMemory read(
      Database database, StepOutcomeRepository repository, UUID run, UUID firstRun, int execution) {
    StepMemory memory = new StepMemory(database, repository);
    repository
        .find(run, firstRun, execution)
        .forEach(row -> memory.kept.put(new Place(row.scope(), row.nodeId()), row.outcome()));
    return memory;
  }

  /** Work of a step. */
  @FunctionalInterface
  interface Work {
    StepOutcome perform() throws StepException, InterruptedException;
  }

  /** What the step came to before, or else what it comes to now. */
  StepOutcome of(StepType type, StepWork work, Work step)
      throws StepException, InterruptedException {
    Place place = place(type, work);
    JsonNode before = kept.get(place);
    if (before != null) {
      return outcome(before);
    }
    if (type.writes()) {
      return committed(work, place, step);
    }
    StepOutcome outcome = step.perform();
    // A wait is begun anew by whoever begins it again, with the time of then.
    if (outcome instanceof StepOutcome.Completed) {
      unwritten.add(row(place, outcome));
    }
    return outcome;
  }

  private StepOutcome committed(StepWork work, Place place, Work step)
      throws StepException, InterruptedException {
    StepOutcome outcome;
    try {
      outcome =
          database.transaction(
              () -> {
                StepOutcome came = unchecked(step);
                if (!isBegunAnew(came)) {
                  unwritten.add(row(place, came));
                  repository.keep(work.runId(), work.execution(), unwritten);
                }
                return came;
              });
    } catch (NotDone e) {
      switch (e.getCause()) {
        case StepException refused -> throw refused;
        case InterruptedException interrupted -> throw interrupted;
        default -> throw e;
      }
    }
    if (!isBegunAnew(outcome)) {
      unwritten.clear();
    }
    return outcome;
  }

  /**
   * What failed is done again by a retry, what a gate held begins anew when it is lifted, and what
   * is for other workers has not begun.
   */
  private static boolean isBegunAnew(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Failed failed -> true;
      case StepOutcome.Elsewhere elsewhere -> true;
      case StepOutcome.Waiting waiting -> waiting.on() instanceof Wait.Slot;
      case StepOutcome.Completed completed -> false;
    };
  }

  private static StepOutcome unchecked(Work step) {
    try {
      return step.perform();
    } catch (StepException | InterruptedException e) {
      throw new NotDone(e);
    }
  }

  /** Rolls back what a step wrote before it failed. */
  private static final class NotDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotDone(Exception cause) {
      super(cause);
    }
  }

  /**
   * The same over a chain of retries for what it does once. A call is another one in each run, and
   * what only computes is computed anew by a retry.
   */
  private static Place place(StepType type, StepWork work) {
    boolean once = type.writes() && !type.calls();
    return new Place(once ? work.firstRunId() : work.runId(), work.step().id());
  }

  private static Kept row(Place place, StepOutcome outcome) {
    return new Kept(place.scope(), place.nodeId(), JsonCodec.MAPPER.valueToTree(outcome));
  }

  private static StepOutcome outcome(JsonNode kept) {
    try {
      return JsonCodec.MAPPER.treeToValue(kept, StepOutcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept outcome cannot be read", e);
    }
  }
}
