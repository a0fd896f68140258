package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.schedule.ScheduleTarget.Started;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.List;

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
      of.check(kind, target);
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
    return of(kind).start(kind, target, origin);
  }

  private ScheduleTarget of(ScheduleKind kind) {
    return targets.stream()
        .filter(target -> target.kinds().contains(kind))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("/kind", "'" + kind.word() + "' is not available yet"));
  }
}
