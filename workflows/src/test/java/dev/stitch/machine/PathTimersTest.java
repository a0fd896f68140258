package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.event;
import static dev.stitch.machine.Outcomes.timer;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When timers end the waits of a path. */
class PathTimersTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan WAIT_THEN = PathBuilder.chain("p", "wait", "then");

  @Test
  void aTimerEndsWhenItIsDueAndNotBefore() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", timer(IN_TWO_HOURS));

    assertThat(path.pass(HOUR).nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.pass(HOUR).nodes()).isEqualTo("wait completed, then running");
    assertThat(path.node("wait").completedAt()).isEqualTo(IN_TWO_HOURS);
  }

  @Test
  void aTimerThatFiresEndsAllThatIsDueByThenAndNothingElse() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").local("c").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", timer(START.plus(HOUR)))
            .comesTo("b", timer(START.plus(HOUR)))
            .comesTo("c", timer(IN_TWO_HOURS))
            .apply(new PathInput.TimerFired(START.plus(HOUR), START.plus(HOUR)));

    assertThat(path.nodes()).isEqualTo("a completed, b completed, c waiting");
  }

  @Test
  void aTimerThatFiresLateEndsWhatIsOverMeanwhile() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", timer(START.plus(HOUR)))
            .comesTo("b", timer(IN_TWO_HOURS))
            .apply(new PathInput.TimerFired(IN_TWO_HOURS, START.plus(HOUR)));

    assertThat(path.nodes()).isEqualTo("a completed, b completed");
  }

  @Test
  void whatAPathWaitsForIsSaidOnlyWhileNothingRuns() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path = ScriptedPath.begun(plan).comesTo("a", timer(IN_TWO_HOURS));

    assertThat(PathMachine.waitingOn(path.state())).isEmpty();
    path.comesTo("b", event("reply", null));
    assertThat(PathMachine.waitingOn(path.state()))
        .extracting(WaitingOn::kind, WaitingOn::nodeId, WaitingOn::until)
        .containsExactly(tuple("timer", "a", IN_TWO_HOURS), tuple("event", "b", null));
  }
}
