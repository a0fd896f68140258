package dev.stitch.activities.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.machine.PlanLookup;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PatientPlansTest {

  private final IllegalStateException away =
      new IllegalStateException(new SQLException("", "08006"));
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void aPlanIsReadOnceTheDatabaseIsBack() {
    JourneyPlan plan = new JourneyPlan("hash", List.of(), Map.of(), null, false);

    assertThat(
            patient(
                    read -> {
                      if (read <= 3) {
                        throw away;
                      }
                      return plan;
                    })
                .journey("hash"))
        .isSameAs(plan);
    assertThat(reads).hasValue(4);
  }

  @Test
  void aPlanThatThereIsNotIsNotWaitedFor() {
    assertThatThrownBy(
            () ->
                patient(
                        read -> {
                          throw new NoSuchElementException("no graph has this hash");
                        })
                    .journey("hash"))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(reads).hasValue(1);
  }

  @Test
  void theTaskFailsWhenTheDatabaseStaysAwayAndCanStillSaySo() {
    long begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                patient(
                        read -> {
                          throw away;
                        })
                    .journey("hash"))
        .isSameAs(away);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(PatientPlans.PATIENCE, Duration.ofSeconds(10));
  }

  private PatientPlans patient(IntFunction<JourneyPlan> source) {
    return new PatientPlans(
        new PlanLookup() {
          @Override
          public JourneyPlan journey(String hash) {
            return source.apply(reads.incrementAndGet());
          }

          @Override
          public PathPlan path(String hash) {
            throw new UnsupportedOperationException();
          }
        });
  }
}
