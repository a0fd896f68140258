package dev.stitch.launch.schedule;

import dev.stitch.launch.schedule.TemporalSchedules.Kept;
import dev.stitch.store.schedule.ScheduleOrder;
import dev.stitch.store.schedule.ScheduleOrderRepository;
import dev.stitch.store.schedule.ScheduleRepository;
import dev.stitch.store.schedule.ScheduledJob;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings Temporal's schedules in line with our rows. The row is committed first and says what is
 * wanted; whoever comes by tells Temporal, and writes the version down that it was told. So any of
 * it may be lost, done twice or done by two at once.
 */
@Singleton
public class ScheduleSync {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduleSync.class);

  /** Schedules at once; more than this is a backlog that the next passes work off. */
  private static final int BATCH = 100;

  private final ScheduleRepository schedules;
  private final ScheduleOrderRepository orders;
  private final TemporalSchedules temporal;

  ScheduleSync(
      ScheduleRepository schedules, ScheduleOrderRepository orders, TemporalSchedules temporal) {
    this.schedules = schedules;
    this.orders = orders;
    this.temporal = temporal;
  }

  /** Tells Temporal of a schedule whose row is committed. When that fails, the reconciler does. */
  public void bringOrLeave(UUID id) {
    try {
      bring(id);
    } catch (RuntimeException e) {
      LOG.warn("Temporal could not be told of schedule {} yet", id, e);
    }
  }

  /**
   * Tells Temporal of what it has not been told yet; one that fails holds up no other.
   *
   * @throws StatusRuntimeException when Temporal cannot be reached
   */
  public void bringAll() {
    for (UUID id : schedules.pending(BATCH)) {
      try {
        bring(id);
      } catch (RuntimeException e) {
        if (isAway(e)) {
          throw e;
        }
        LOG.warn("Temporal could not be told of schedule {} yet", id, e);
      }
    }
  }

  /** The others would wait in vain, too. */
  private static boolean isAway(RuntimeException failure) {
    return failure instanceof StatusRuntimeException e
        && switch (e.getStatus().getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED, UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED ->
              true;
          default -> false;
        };
  }

  private void bring(UUID id) {
    Optional<ScheduledJob> found = schedules.findAny(id);
    if (found.isEmpty()) {
      return;
    }
    ScheduledJob job = found.get();
    if (job.deletedAt() != null) {
      temporal.delete(id);
      schedules.purge(id);
      return;
    }
    List<ScheduleOrder> due = orders.of(id);
    // What others have deleted in Temporal cannot be ordered anything before it is back.
    boolean absent = !due.isEmpty() && temporal.find(id).isEmpty();
    if ((job.isPending() || absent) && !keep(job)) {
      return;
    }
    due.forEach(
        order -> {
          temporal.tell(order);
          orders.told(order.id());
        });
  }

  /** False when Temporal refuses the settings, or has newer ones. */
  private boolean keep(ScheduledJob job) {
    try {
      Optional<String> as = temporal.keep(job);
      as.ifPresent(digest -> schedules.applied(job.id(), job.version(), digest));
      return as.isPresent();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        throw e;
      }
      String problem = "Temporal refuses it: " + e.getStatus().getDescription();
      schedules.refused(job.id(), job.version(), problem);
      LOG.warn("Schedule {}: {}", job.id(), problem);
      return false;
    }
  }

  /**
   * Looks at the next schedules for what was changed or deleted in Temporal by others, and undoes
   * it; one that fails holds up no other.
   *
   * @param after the last one that was looked at before, or null to begin
   * @return the last one that was looked at now; null when there are no more
   * @throws StatusRuntimeException when Temporal cannot be reached
   */
  public @Nullable UUID mendNext(@Nullable UUID after) {
    List<UUID> page = schedules.next(after, BATCH);
    for (UUID id : page) {
      try {
        schedules.find(id).ifPresent(this::mend);
      } catch (RuntimeException e) {
        if (isAway(e)) {
          throw e;
        }
        LOG.warn("Schedule {} could not be compared with Temporal's", id, e);
      }
    }
    return page.size() < BATCH ? null : page.getLast();
  }

  private void mend(ScheduledJob job) {
    Optional<Kept> kept = temporal.find(job.id());
    boolean asTold =
        kept.isPresent()
            && kept.get().version() == job.version()
            && kept.get().digest().equals(job.applied().as());
    if (!asTold && keep(job)) {
      LOG.info("Schedule {} was changed or deleted in Temporal, and is as it was again", job.id());
    }
    // A row is committed before Temporal is told: a version ahead of it is of a row that was lost.
    kept.filter(ahead -> schedules.overtake(job.id(), ahead.version()))
        .ifPresent(
            ahead -> LOG.warn("Temporal had schedule {} by settings that no row has", job.id()));
  }

  /** Deletes schedules of ours in Temporal that have no row, as after a lost race of a deletion. */
  public void removeOrphans() {
    List<UUID> ids = temporal.ids();
    Set<UUID> orphans = new HashSet<>(ids);
    orphans.removeAll(schedules.known(ids));
    for (UUID orphan : orphans) {
      temporal.delete(orphan);
      LOG.info("Deleted schedule {} in Temporal, which has no row", orphan);
    }
  }
}
