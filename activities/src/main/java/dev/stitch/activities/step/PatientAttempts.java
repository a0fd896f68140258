package dev.stitch.activities.step;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Retry;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts at work that acts on the outside world or takes long: a failure of the work counts
 * against what it may be retried, one of our own database or of Temporal does not.
 */
@Singleton
public class PatientAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(PatientAttempts.class);

  private final StepHeartbeats heartbeats;

  PatientAttempts(StepHeartbeats heartbeats) {
    this.heartbeats = heartbeats;
  }

  /**
   * On which terms work is tried.
   *
   * @param what names it where it has a defect
   * @param limit longest time of one attempt
   */
  public record Terms(String what, Retry retry, Duration limit) {}

  /** What an attempt is at. */
  @FunctionalInterface
  public interface Work<T> {
    T perform() throws StepException, InterruptedException;
  }

  /** Makes the attempt that the activity at hand is, and tells the server that it is alive. */
  public <T> T make(Function<StepAttempt, T> activity) {
    StepAttempt attempt = StepAttempt.of(Activity.getExecutionContext());
    try (StepHeartbeats.Ending beating = heartbeats.beat(attempt::heartbeat)) {
      return activity.apply(attempt);
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e)) {
        attempt.count(false);
        throw Infrastructure.again(e, attempt.begun());
      }
      throw e;
    }
  }

  /** The part of an attempt whose failures are the work's own. */
  public <T> T within(StepAttempt attempt, Terms terms, Work<T> work) {
    if (attempt.number() > terms.retry().maxAttempts()) {
      // The last one did not heed that its time was up.
      throw failure(tooLong(), terms, attempt);
    }
    try (StepHeartbeats.Ending limit = heartbeats.limit(attempt, terms.limit())) {
      return work.perform();
    } catch (StepException e) {
      throw failure(attempt.late() && e.code().retryable() ? tooLong() : e, terms, attempt);
    } catch (InterruptedException e) {
      if (attempt.late()) {
        throw failure(tooLong(), terms, attempt);
      }
      Thread.currentThread().interrupt();
      throw Infrastructure.again(e, attempt.begun());
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e) || e instanceof ActivityCompletionException) {
        throw e;
      }
      LOG.error("{} failed", terms.what(), e);
      throw failure(attempt.late() ? tooLong() : defect(terms), terms, attempt);
    }
  }

  /**
   * What an attempt ends with whose work may not begin yet: nothing has failed, and the attempt
   * does not count.
   *
   * @param what names the work
   * @param left when it is to be looked at again
   */
  public static ApplicationFailure held(StepAttempt attempt, String what, Duration left) {
    attempt.count(false);
    return ApplicationFailure.newBuilder()
        .setMessage(what + " is held back")
        .setType("HELD")
        .setNextRetryDelay(left)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  private static StepException tooLong() {
    return new StepException(FailureCode.TIMEOUT, "the step took longer than it may");
  }

  private static StepException defect(Terms terms) {
    return new StepException(FailureCode.INTERNAL, terms.what() + " has a defect");
  }

  /** An attempt of the work's own has failed; the message is what the run will show. */
  private static ApplicationFailure failure(StepException e, Terms terms, StepAttempt attempt) {
    int most = terms.retry().maxAttempts();
    boolean again = e.code().retryable() && attempt.number() < most;
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setMessage(new StepFailure(e.code(), e.getMessage()).message())
            .setType(e.code().name())
            .setDetails(Math.min(attempt.number(), most))
            .setNonRetryable(!again);
    if (!e.code().retryable()) {
      // Expected, and told by the run: nothing that the worker's log should warn of.
      failure.setCategory(ApplicationErrorCategory.BENIGN);
    }
    if (again) {
      attempt.count(true);
      failure.setNextRetryDelay(e.retryAfter().orElse(attempt.pause(terms.retry())));
    }
    return failure.build();
  }
}
