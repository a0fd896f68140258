package dev.stitch.launch.schedule;

import dev.stitch.launch.request.Refusal;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.List;

/** Who starts what schedules of a kind start. */
@Singleton
public class ScheduleTargets {

  private final List<ScheduleTarget> targets;

  ScheduleTargets(List<ScheduleTarget> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * The target of a kind.
   *
   * @throws Refusal when nothing starts runs of this kind yet
   */
  public ScheduleTarget of(ScheduleKind kind) {
    return targets.stream()
        .filter(target -> target.kinds().contains(kind))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("/kind", "'" + kind.word() + "' is not available yet"));
  }
}
