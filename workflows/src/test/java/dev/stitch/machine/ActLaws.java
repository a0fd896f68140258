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

  private static void checkDone(Act act, JourneyState before, JourneyState after) {
    switch (act) {
      case Act.Move move -> {
        assertThat(after.nodeId()).isEqualTo(move.uxNodeId());
        assertThat(after.visit()).isEqualTo(before.visits().getOrDefault(move.uxNodeId(), 0) + 1);
      }
      case Act.Advance advance ->
          assertThat(
                  after.phase() == JourneyState.Phase.CHOOSING
                      || after.closed() != null
                      || !after.visits().equals(before.visits()))
              .isTrue();
      case Act.Pause pause -> assertThat(after.pauses().heldBy(pause.owner())).isTrue();
      case Act.Resume resume -> assertThat(after.pauses().heldBy(resume.owner())).isFalse();
      case Act.Cancel cancel -> assertThat(after.closed()).isEqualTo(EntityStatus.CANCELLED);
      case Act.Migrate migrate -> assertThat(after.plan()).isEqualTo(migrate.plan());
      case Act.AnswerTask answer -> assertThat(after.tasks()).doesNotContainKey(answer.taskId());
      case Act.Retry retry -> assertThat(bare(after)).isNotEqualTo(bare(before));
      case Act.ControlRun control -> assertThat(bare(after)).isNotEqualTo(bare(before));
      case Act.Skip skip -> {
        boolean child =
            ActRules.toSkip(before, skip.runId())
                .filter(slot -> slot.live() && slot.inline() == null)
                .isPresent();
        if (!child) { // a child decides for itself
          assertThat(bare(after)).isNotEqualTo(bare(before));
        }
      }
      case Act.SetMetadata set ->
          assertThat(after.metadata()).isEqualTo(Metadata.apply(before.metadata(), set.values()));
    }
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
