package dev.stitch.activities.journey;

import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathEnd;
import dev.stitch.port.FlushActivities;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.PathFlush;
import dev.stitch.port.Payloads;
import dev.stitch.port.RunFlush;
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

/** Takes flushes as they come and remembers them, so that they can come again. */
final class RecordedFlushes implements FlushActivities {

  /** How long a flush is held up. */
  static final Duration HOLD_UP = Duration.ofSeconds(1);

  private final FlushActivities flushes;
  private final AtomicReference<Fate> fate = new AtomicReference<>(Fate.TAKEN);
  private final List<JourneyFlush> journeys = new CopyOnWriteArrayList<>();
  private final List<PathFlush> paths = new CopyOnWriteArrayList<>();

  RecordedFlushes(FlushActivities flushes) {
    this.flushes = flushes;
  }

  private volatile boolean inline;

  /** What becomes of the next flush. */
  private enum Fate {
    TAKEN,
    LOST,
    HELD_UP
  }

  /** The answer of the next flush that carries steps out is lost: it is taken again. */
  void loseOne(boolean inInlinePath) {
    inline = inInlinePath;
    fate.set(Fate.LOST);
  }

  /**
   * The next flush of a journey that resolves a stage fails after a second, before it has begun.
   */
  void holdOneUp() {
    inline = true;
    fate.set(Fate.HELD_UP);
  }

  @Override
  public JourneyFlush.Result journey(JourneyFlush flush) {
    journeys.add(flush);
    return fateful(inline && inlineSteps(flush), () -> flushes.journey(flush));
  }

  @Override
  public PathFlush.Result path(PathFlush flush) {
    paths.add(flush);
    return fateful(!inline && !flush.work().isEmpty(), () -> flushes.path(flush));
  }

  @Override
  public void run(RunFlush flush) {
    flushes.run(flush);
  }

  /** A flush that resolves a stage goes on with its inline paths; others may have none. */
  private static boolean inlineSteps(JourneyFlush flush) {
    return flush.work().stream().anyMatch(JourneyWork.ResolveStage.class::isInstance);
  }

  private <T> T fateful(boolean works, Supplier<T> flush) {
    Fate own = works ? fate.getAndSet(Fate.TAKEN) : Fate.TAKEN;
    if (own == Fate.HELD_UP) {
      LockSupport.parkNanos(HOLD_UP.toNanos());
      throw new IllegalStateException("held up");
    }
    T result = flush.get();
    if (own == Fate.LOST) {
      throw new IllegalStateException("the answer is lost");
    }
    return result;
  }

  @Override
  public PathEnd pathOutcome(String workflowId) {
    return flushes.pathOutcome(workflowId);
  }

  /**
   * All flushes of an entity but the last of each workflow come again, in any order, as from a
   * worker that was frozen.
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
    frozen.registerActivitiesImplementations(flushes);
    FlushActivities again = frozen.newActivityStub(FlushActivities.class);
    List<Runnable> late = new ArrayList<>();
    List<JourneyFlush> own =
        journeys.stream().filter(flush -> flush.state().entityId().equals(entityId)).toList();
    own.subList(0, Math.max(0, own.size() - 1))
        .forEach(flush -> late.add(() -> again.journey(flush)));
    paths.stream()
        .filter(flush -> entityId.equals(flush.input().entityId()))
        .filter(flush -> paths.stream().anyMatch(other -> isLater(other, flush)))
        .forEach(flush -> late.add(() -> again.path(flush)));
    Collections.shuffle(late, random);
    late.forEach(Runnable::run);
    frozen.close();
  }

  private static boolean isLater(PathFlush other, PathFlush flush) {
    return other.input().runId().equals(flush.input().runId())
        && other.fence().flush() > flush.fence().flush();
  }
}
