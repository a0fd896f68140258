package dev.stitch.activities.journey;

import dev.stitch.machine.JourneyTask;
import dev.stitch.machine.PathEnd;
import dev.stitch.port.JourneyTurn;
import dev.stitch.port.PathTurn;
import dev.stitch.port.Payloads;
import dev.stitch.port.TurnActivities;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Takes turns as they come and remembers them, so that they can come again. */
final class RecordedTurns implements TurnActivities {

  /** How long a turn is held up. */
  static final Duration HOLD_UP = Duration.ofSeconds(1);

  private final TurnActivities turns;
  private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.TAKEN);
  private final List<JourneyTurn> journeys = new CopyOnWriteArrayList<>();
  private final List<PathTurn> paths = new CopyOnWriteArrayList<>();

  RecordedTurns(TurnActivities turns) {
    this.turns = turns;
  }

  private volatile boolean inline;

  /** What becomes of the next turn. */
  private enum Fate {
    TAKEN,
    LOST,
    HELD_UP
  }

  /** The answer of the next turn that carries steps out is lost: it is taken again. */
  void loseOne(boolean inInlinePath) {
    inline = inInlinePath;
    fate.set(Fate.LOST);
  }

  /** The next turn of a journey that resolves a stage fails after a second, before it has begun. */
  void holdOneUp() {
    inline = true;
    fate.set(Fate.HELD_UP);
  }

  @Override
  public JourneyTurn.Result journey(JourneyTurn turn) {
    journeys.add(turn);
    return fateful(inline && inlineSteps(turn), () -> turns.journey(turn));
  }

  @Override
  public PathTurn.Result path(PathTurn turn) {
    paths.add(turn);
    return fateful(!inline && !turn.tasks().isEmpty(), () -> turns.path(turn));
  }

  /** A turn that resolves a stage goes on with its inline paths; others may have none. */
  private static boolean inlineSteps(JourneyTurn turn) {
    return turn.tasks().stream().anyMatch(JourneyTask.ResolveStage.class::isInstance);
  }

  private <T> T fateful(boolean works, Supplier<T> turn) {
    Fate own = works ? fate.getAndSet(Fate.TAKEN) : Fate.TAKEN;
    if (own == Fate.HELD_UP) {
      LockSupport.parkNanos(HOLD_UP.toNanos());
      throw new IllegalStateException("held up");
    }
    T result = turn.get();
    if (own == Fate.LOST) {
      throw new IllegalStateException("the answer is lost");
    }
    return result;
  }

  @Override
  public PathEnd pathOutcome(String workflowId) {
    return turns.pathOutcome(workflowId);
  }

  /**
   * All turns of an entity but the last of each workflow come again, in any order, as from a worker
   * that was frozen.
   */
  void comeAgain(UUID entityId, Random random) {
    TestActivityEnvironment frozen =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    frozen.registerActivitiesImplementations(turns);
    TurnActivities again = frozen.newActivityStub(TurnActivities.class);
    List<Runnable> late = new ArrayList<>();
    List<JourneyTurn> own =
        journeys.stream().filter(turn -> turn.state().entityId().equals(entityId)).toList();
    own.subList(0, Math.max(0, own.size() - 1))
        .forEach(turn -> late.add(() -> again.journey(turn)));
    paths.stream()
        .filter(turn -> entityId.equals(turn.input().entityId()))
        .filter(turn -> paths.stream().anyMatch(other -> isLater(other, turn)))
        .forEach(turn -> late.add(() -> again.path(turn)));
    Collections.shuffle(late, random);
    late.forEach(Runnable::run);
    frozen.close();
  }

  private static boolean isLater(PathTurn other, PathTurn turn) {
    return other.input().runId().equals(turn.input().runId())
        && other.fence().flush() > turn.fence().flush();
  }
}
