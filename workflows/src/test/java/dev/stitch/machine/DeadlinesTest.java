package dev.stitch.machine;

import static dev.stitch.machine.TestPlans.flow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.EntityStatus;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.JourneyPlan.Advance;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when an entity stays at a stage for too long. */
class DeadlinesTest {

  private static final PathPlan PATH = PathBuilder.chain("path", "one", "two");
  private static final MappedFlow CHILD = flow("child", "path", 0, Isolation.CHILD);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aDeadlineTakesTheTimeoutEdge() {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a")
            .deadline("a", HOUR)
            .stage("late", Advance.MANUAL)
            .timeout("a", "late")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).knows(PATH).maps("a", CHILD).begin();

    assertThat(journey.pass(HOUR.minusSeconds(1)).node()).isEqualTo("a");
    assertThat(journey.pass(HOUR).node()).isEqualTo("late");
    assertThat(journey.told()).contains("deadline_passed", "moved late");
    assertThat(journey.paths()).containsExactly("start child", "cancel");
  }

  @ParameterizedTest
  @EnumSource(DeadlineAnswer.class)
  void withoutATimeoutEdgeADeadlineAsksAPersonOnce(DeadlineAnswer answer) {
    JourneyPlan plan =
        JourneyBuilder.journey("j")
            .stage("a", Advance.MANUAL)
            .deadline("a", HOUR)
            .stage("b", Advance.MANUAL)
            .edge("a", "b")
            .build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin().pass(HOUR.multipliedBy(5));

    assertThat(journey.task().title()).isEqualTo("Stayed too long in a");
    journey.answer(answer.name().toLowerCase(Locale.ROOT));

    assertThat(journey.state().tasks()).isEmpty();
    assertThat(journey.node()).isEqualTo(answer == DeadlineAnswer.ADVANCE ? "b" : "a");
    assertThat(journey.state().closed())
        .isEqualTo(answer == DeadlineAnswer.CANCEL ? EntityStatus.CANCELLED : null);
  }

  private enum DeadlineAnswer {
    ADVANCE,
    STAY,
    CANCEL
  }

  @Test
  void aDeadlineIsCountedFromEveryEntry() {
    JourneyPlan plan =
        JourneyBuilder.journey("j").stage("a", Advance.MANUAL).deadline("a", HOUR).build();
    ScriptedJourney journey = ScriptedJourney.of(plan).begin().pass(HOUR.dividedBy(2)).move("a");

    assertThat(journey.state().deadline()).isEqualTo(journey.now().plus(HOUR));
  }
}
