package dev.stitch.activities.reconcile;

import dev.stitch.launch.schedule.ScheduleSync;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Keeps Temporal's schedules as our rows say, whatever got lost or was changed by hand. */
@Singleton
class Schedules {

  /** Between two looks for what others have changed: each asks Temporal for each schedule. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final ScheduleSync sync;
  private @Nullable UUID position;
  private long nextLook = System.nanoTime();

  Schedules(ScheduleSync sync) {
    this.sync = sync;
  }

  void keep() {
    sync.bringAll();
    if (System.nanoTime() - nextLook >= 0) {
      position = sync.mendNext(position);
      sync.removeOrphans();
      nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    }
  }
}
