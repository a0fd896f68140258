package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.EntityStatus;
import java.util.Map;
import java.util.Optional;

/** What holds for any act: asked beforehand the machine says what comes of it, and that does. */
final class ActLaws {

  private ActLaws() {}

  static void check(
      JourneyMachine machine,
      JourneyState before,
      Act act,
      Transition<JourneyState, JourneyCommand> next) {
    boolean known = before.seen().containsKey(act.id());
    Optional<Refusal> refusal = machine.check(before, act);
    JourneyState after = next.state();
    assertThat(after.seen().get(act.id()).refusal()).isEqualTo(refusal.orElse(null));
    if (known) {
      assertThat(next.commands()).as("%s is done already", act).isEmpty();
      assertThat(after).as("%s is done already", act).isEqualTo(before);
    } else if (refusal.isPresent()) {
      assertThat(bare(after)).as("%s: %s", act, refusal).isEqualTo(bare(before));
    } else {
      checkDone(act, before, after);
    }
  }

  /** What more holds of an act that is done; of a new one {@link ActsTest} says it. */
  private static void checkDone(Act act, JourneyState before, JourneyState after) {
    switch (act) {
      case MoveAct move -> {
        assertThat(after.nodeId()).isEqualTo(move.uxNodeId());
        assertThat(after.visit()).isEqualTo(before.visits().getOrDefault(move.uxNodeId(), 0) + 1);
      }
      case AdvanceAct advance ->
          assertThat(
                  after.phase() == JourneyState.Phase.CHOOSING
                      || after.closed() != null
                      || !after.visits().equals(before.visits()))
              .isTrue();
      case PauseAct pause -> assertThat(after.pauses().heldBy(pause.owner())).isTrue();
      case ResumeAct resume -> assertThat(after.pauses().heldBy(resume.owner())).isFalse();
      case CancelAct cancel -> assertThat(after.closed()).isEqualTo(EntityStatus.CANCELLED);
      case MigrateAct migrate -> assertThat(after.plan()).isEqualTo(migrate.plan());
      case AnswerTaskAct answer -> assertThat(after.tasks()).doesNotContainKey(answer.taskId());
      case RetryAct retry -> assertThat(bare(after)).isNotEqualTo(bare(before));
      case ControlRunAct control -> assertThat(bare(after)).isNotEqualTo(bare(before));
      case SkipAct skip -> {
        boolean child =
            skip.slot(before).filter(slot -> slot.live() && slot.inline() == null).isPresent();
        if (!child) { // a child decides for itself
          assertThat(bare(after)).isNotEqualTo(bare(before));
        }
      }
      case SetMetadataAct set ->
          assertThat(after.metadata()).isEqualTo(Metadata.apply(before.metadata(), set.values()));
      case StartFlowAct start -> {
        assertThat(after.nodeId()).isEqualTo(before.nodeId());
        assertThat(runsOf(start, before)).as("%s begins once in a stay", start).isZero();
        assertThat(runsOf(start, after)).isEqualTo(1);
      }
      default -> {}
    }
  }

  private static long runsOf(StartFlowAct start, JourneyState state) {
    return state.slots().values().stream()
        .filter(slot -> slot.flow().systemFlowId().equals(start.flow().systemFlowId()))
        .count();
  }

  /** The state without what is remembered of acts and how many facts there are. */
  private static JourneyState bare(JourneyState state) {
    return new JourneyState(
        state.entityId(),
        state.contactId(),
        state.flowId(),
        state.plan(),
        state.startedAt(),
        state.endedAt(),
        state.closed(),
        state.nodeId(),
        state.enteredAt(),
        state.visits(),
        state.phase(),
        state.checks(),
        state.released(),
        state.deadline(),
        state.frozen(),
        state.slots(),
        state.tasks(),
        state.metadata(),
        state.pauses(),
        Map.of(),
        0,
        state.rules(),
        state.events(),
        state.guests());
  }
}
