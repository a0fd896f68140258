package dev.stitch.driver;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one Temporal timer of a workflow: set to the earliest deadline, moved when that changes. */
public final class Alarm {

  private final Consumer<Instant> fired;
  private @Nullable Instant set;
  private @Nullable CancellationScope scope;

  /**
   * @param fired is given the instant that the timer was set for
   */
  public Alarm(Consumer<Instant> fired) {
    this.fired = fired;
  }

  /** Sets the timer; does nothing when it is set for that instant already. */
  public void set(Optional<Instant> deadline) {
    Instant wanted = deadline.orElse(null);
    if (Objects.equals(wanted, set)) {
      return;
    }
    if (scope != null) {
      scope.cancel();
      scope = null;
    }
    set = wanted;
    if (wanted != null) {
      Duration left = Duration.between(WorkflowTime.now(), wanted);
      scope = Workflow.newCancellationScope(() -> arm(wanted, left));
      scope.run();
    }
  }

  private void arm(Instant wanted, Duration left) {
    // A timer for what is already due still fires as an event of its own.
    Duration atLeast = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    Workflow.newTimer(atLeast)
        .thenApply(
            done -> {
              if (wanted.equals(set)) {
                set = null;
                scope = null;
                fired.accept(wanted);
              }
              return null;
            });
  }
}
