package dev.stitch.activities.reconcile;

import dev.stitch.launch.schedule.ScheduleSync;
import io.grpc.StatusRuntimeException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps Temporal's schedules as our rows say, whatever got lost or was changed by hand. */
@Singleton
class DriftedSchedules {

  /** Between two looks for what others have changed: each asks Temporal for each schedule. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(DriftedSchedules.class);

  private final ScheduleSync sync;
  private @Nullable UUID position;
  private long nextLook = System.nanoTime();

  DriftedSchedules(ScheduleSync sync) {
    this.sync = sync;
  }

  /** A Temporal that does not answer about schedules holds up nothing else. */
  void bringBack() {
    try {
      sync.bringAll();
      if (System.nanoTime() - nextLook >= 0) {
        position = sync.mendNext(position);
        sync.removeOrphans();
        nextLook = System.nanoTime() + BETWEEN_LOOKS.toNanos();
      }
    } catch (StatusRuntimeException e) {
      LOG.debug("Temporal does not answer about schedules; the next pass asks again", e);
    }
  }
}
