package dev.stitch.activities.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageGuardTest {

  @Test
  void anyActivityThatMetAnOutageIsDoneAgainSoonAndTellsNoValues() {
    ApplicationFailure failure =
        failureOf(new IllegalStateException("ada@example.com", new SQLException("", "08006")));

    assertThat(failure.getType()).isEqualTo(Infrastructure.FAILURE_TYPE);
    assertThat(failure.getNextRetryDelay()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(failure.toString()).doesNotContain("ada");
  }

  @Test
  void aDefectStaysOne() {
    ApplicationFailure failure = failureOf(new IllegalStateException("a defect"));

    assertThat(failure.getType()).isEqualTo(IllegalStateException.class.getName());
  }

  private static ApplicationFailure failureOf(RuntimeException thrown) {
    TestActivityEnvironment environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new OutageGuard())
                        .build())
                .build());
    try {
      environment.registerActivitiesImplementations(
          (Work)
              () -> {
                throw thrown;
              });
      Work work = environment.newActivityStub(Work.class);
      return (ApplicationFailure)
          catchThrowableOfType(ActivityFailure.class, work::carryOut).getCause();
    } finally {
      environment.close();
    }
  }

  /** Any activity. */
  @ActivityInterface
  public interface Work {
    void carryOut();
  }
}
