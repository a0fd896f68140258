package dev.stitch.machine;

import static dev.stitch.machine.Outcomes.event;
import static dev.stitch.machine.Outcomes.matchingEvent;
import static dev.stitch.machine.ScriptedPath.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.model.RunStatus;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which events end the waits of a path, and which are kept for a later wait. */
class PathEventsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant IN_TWO_HOURS = START.plus(HOUR).plus(HOUR);
  private static final PathPlan WAIT_THEN = PathBuilder.chain("p", "wait", "then");

  @Test
  void anEventOfThatNameEndsTheWait() {
    ScriptedPath path = ScriptedPath.begun(WAIT_THEN).comesTo("wait", event("reply", null));

    assertThat(path.event("e1", "paid").nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.event("e2", "reply").nodes()).isEqualTo("wait completed, then running");
  }

  @Test
  void anEventThatCameEarlyIsKeptAndConsumedOnce() {
    PathPlan plan =
        PathBuilder.path("p")
            .awaits("first", "reply", null)
            .awaits("second", "reply", null)
            .edge("first", "second")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .event("e1", "reply")
            .comesTo("first", event("reply", null))
            .comesTo("second", event("reply", null));

    assertThat(path.nodes()).isEqualTo("first completed, second waiting");
  }

  @Test
  void anEventThatEndedAWaitIsNotKeptForTheNext() {
    ScriptedPath path =
        ScriptedPath.begun(PathBuilder.chain("p", "first", "second"))
            .comesTo("first", event("reply", null))
            .event("e1", "reply")
            .comesTo("second", event("reply", null));

    assertThat(path.nodes()).isEqualTo("first completed, second waiting");
    assertThat(path.state().events()).isEmpty();
  }

  @Test
  void anEventEndsTheWaitsOfAllStepsThatWaitForIt() {
    PathPlan plan = PathBuilder.path("p").local("a").local("b").build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("a", event("reply", null))
            .comesTo("b", event("reply", null))
            .event("e1", "reply");

    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void anEventThatMustMatchIsAskedAboutAndConsumedWhenItDoes() {
    PathPlan plan =
        PathBuilder.path("p")
            .awaits("wait", "reply", "event.data.n > 1")
            .local("then")
            .edge("wait", "then")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan).event("e1", "reply").comesTo("wait", matchingEvent("reply"));
    path.event("e2", "reply");

    assertThat(path.asked()).containsExactly("run wait", "match e1 for wait", "match e2 for wait");
    assertThat(path.matched("wait", "e1", false).nodes()).isEqualTo("wait waiting, then pending");
    assertThat(path.matched("wait", "e2", true).nodes()).isEqualTo("wait completed, then running");
    assertThat(path.state().events()).extracting(ExternalEvent::id).containsExactly("e1");
    assertThat(path.state().consumed()).containsExactly("e2");
  }

  @Test
  void anEventIsKeptForALaterWaitWhateverElseArrives() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("before")
            .awaits("wait", "reply", null)
            .edge("before", "wait")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan).event("e1", "reply");
    for (int i = 0; i < 500; i++) {
      path.event("n" + i, "noise").event("r" + i, "reply");
    }

    assertThat(path.state().events()).extracting(ExternalEvent::id).containsExactly("e1");
    path.done("before").comesTo("wait", event("reply", null));
    assertThat(path.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void eventsThatALaterWaitWillLookAtAreBoundedByTheirSizeAndTheOldestGoFirst() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("before")
            .awaits("wait", "reply", "event.data.n > 1")
            .edge("before", "wait")
            .build();
    ScriptedPath path = ScriptedPath.begun(plan);
    String large = "x".repeat(PathState.MAX_EVENT_CHARS / 8);
    for (int i = 0; i < 10; i++) {
      path.apply(
          new PathInput.EventArrived(
              START, new ExternalEvent("e" + i, "reply", TextNode.valueOf(large), null)));
    }

    assertThat(path.state().events()).hasSize(7);
    assertThat(path.state().events().getLast().id()).isEqualTo("e9");
  }

  @Test
  void anEventThatDoesNotComeInTimeLeavesByTheTimeoutWay() {
    PathPlan plan =
        PathBuilder.path("p")
            .local("wait")
            .local("then")
            .local("late")
            .edge("wait", "then")
            .edge("wait", "late", "timeout")
            .build();
    ScriptedPath path =
        ScriptedPath.begun(plan)
            .comesTo("wait", event("reply", IN_TWO_HOURS))
            .pass(HOUR)
            .pass(HOUR);

    assertThat(path.nodes()).isEqualTo("wait completed, then skipped, late running");
    assertThat(path.node("wait").output().toString()).isEqualTo("{\"timedOut\":true}");
  }

  @Test
  void withoutATimeoutWayTheOrdinaryOneIsTakenThen() {
    ScriptedPath path =
        ScriptedPath.begun(WAIT_THEN)
            .comesTo("wait", event("reply", IN_TWO_HOURS))
            .pass(HOUR.multipliedBy(3));

    assertThat(path.nodes()).isEqualTo("wait completed, then running");
  }
}
