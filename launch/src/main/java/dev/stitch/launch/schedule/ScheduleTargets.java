package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.RunRefusedException;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.schedule.ScheduleTarget.Started;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** What schedules start, by their kind. */
@Singleton
public class ScheduleTargets {

  private final List<ScheduleTarget> targets;

  ScheduleTargets(List<ScheduleTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * As {@link ScheduleTarget#check}.
   *
   * @throws Refusal with pointers into a schedule
   */
  public void check(ScheduleKind kind, ObjectNode target) {
    ScheduleTarget of = of(kind);
    try {
      inOneWord(
          () -> {
            of.check(kind, target);
            return target;
          });
    } catch (Refusal refused) {
      throw refused.within("/target");
    }
  }

  /**
   * As {@link ScheduleTarget#start}.
   *
   * @throws Refusal when it is not accepted
   */
  Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    ScheduleTarget of = of(kind);
    return inOneWord(() -> of.start(kind, target, origin));
  }

  /** Batch runs refuse by an exception of their own. */
  private static <T> T inOneWord(Supplier<T> work) {
    try {
      return work.get();
    } catch (RunRefusedException refused) {
      throw refused.pointer() == null
          ? Refusal.conflict(refused.getMessage())
          : Refusal.invalid(refused.pointer(), refused.getMessage());
    }
  }

  private ScheduleTarget of(ScheduleKind kind) {
    return targets.stream()
        .filter(target -> target.kinds().contains(kind))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("/kind", "'" + kind.word() + "' is not available yet"));
  }
}
