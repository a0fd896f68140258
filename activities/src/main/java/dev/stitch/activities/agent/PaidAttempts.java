package dev.stitch.activities.agent;

import dev.stitch.activities.budget.BudgetException;
import dev.stitch.activities.step.PatientAttempts;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.model.StepException;
import dev.stitch.plan.Retry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Attempts at what is paid for: they are held back while others may leave money for them. */
@Singleton
class PaidAttempts {

  /** Outlasts some minutes of a provider that is overloaded. */
  static final Retry RETRY = new Retry(10, Duration.ofSeconds(2), 2.0);

  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** The longest that an answer of a model may take. */
  static final Duration WITHIN = LIMIT.multipliedBy(9).dividedBy(10);

  /** Calls of others end within seconds or minutes. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  private final PatientAttempts attempts;

  PaidAttempts(PatientAttempts attempts) {
    this.attempts = attempts;
  }

  /** What an attempt is at. */
  @FunctionalInterface
  interface Work<T> {
    T perform(StepAttempt attempt) throws StepException, InterruptedException;
  }

  /**
   * Makes the attempt that the activity at hand is.
   *
   * @param what names the work
   */
  <T> T make(String what, Work<T> work) {
    PatientAttempts.Terms terms = new PatientAttempts.Terms(what, RETRY, LIMIT);
    return attempts.make(
        attempt ->
            attempts
                .within(attempt, terms, () -> unlessBusy(work, attempt))
                .orElseThrow(() -> PatientAttempts.held(attempt, what, BUSY)));
  }

  /** Empty while what others have reserved leaves no money: nothing has failed. */
  private static <T> Optional<T> unlessBusy(Work<T> work, StepAttempt attempt)
      throws StepException, InterruptedException {
    try {
      return Optional.of(work.perform(attempt));
    } catch (BudgetException refusal) {
      if (refusal.isPassing()) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
