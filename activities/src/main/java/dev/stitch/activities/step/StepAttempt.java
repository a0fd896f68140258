package dev.stitch.activities.step;

import dev.stitch.plan.Retry;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;

/**
 * One attempt at a remote step. The server counts every attempt, also those that a lost worker or a
 * database in restart ended. Those that were the step's own are counted here, in what heartbeats
 * carry: the server keeps it from one attempt to the next.
 */
public final class StepAttempt {

  /** Longer pauses would be forgotten by whoever waits for the step. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final ActivityExecutionContext activity;
  private final int number;
  private int spent;
  private boolean late;
  private boolean ended;

  private StepAttempt(ActivityExecutionContext activity, int spent) {
    this.activity = activity;
    this.spent = spent;
    this.number = spent + 1;
  }

  static StepAttempt of(ActivityExecutionContext activity) {
    return new StepAttempt(activity, activity.getHeartbeatDetails(Integer.class).orElse(0));
  }

  /** Of the step's own attempts, from 1. */
  public int number() {
    return number;
  }

  /** How often it was begun at all, from 1. */
  int begun() {
    return activity.getInfo().getAttempt();
  }

  /** Tells the server that the step is alive. */
  public synchronized void heartbeat() {
    activity.heartbeat(spent);
  }

  /** Counts this attempt, or says that it does not count after all. */
  public synchronized void count(boolean own) {
    int now = own ? number : number - 1;
    // The server keeps what it heard last; the first attempt need not say that it is the first.
    if (own || spent != now) {
      spent = now;
      activity.heartbeat(spent);
    }
  }

  /** The time is up. A step that does not heed it has spent the attempt when the server ends it. */
  synchronized void interruptLate(Thread thread) {
    if (!ended) {
      late = true;
      thread.interrupt();
      count(true);
    }
  }

  /** Nothing interrupts any more, and what interrupted is taken back. */
  synchronized void end() {
    ended = true;
    if (late) {
      Thread.interrupted();
    }
  }

  synchronized boolean late() {
    return late;
  }

  /** The pause before the step's next attempt. */
  Duration pause(Retry retry) {
    double millis = retry.initialInterval().toMillis() * Math.pow(retry.backoff(), number - 1);
    return Duration.ofMillis(Math.min((long) millis, LONGEST_PAUSE.toMillis()));
  }
}
