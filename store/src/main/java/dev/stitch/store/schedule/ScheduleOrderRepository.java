package dev.stitch.store.schedule;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.schedule.ScheduleOrder.Span;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people want of schedules besides their times, until Temporal has been told. */
@Singleton
public class ScheduleOrderRepository {

  private final Database database;

  ScheduleOrderRepository(Database database) {
    this.database = database;
  }

  public void insert(ScheduleOrder order) {
    Span past = order.past();
    database.update(
        Sql.of(
                """
                INSERT INTO schedule_orders
                    (id, schedule_id, from_time, to_time, overlap, requested_by, requested_at)
                VALUES (:id, :scheduleId, :fromTime, :toTime, :overlap, :requestedBy, :requestedAt)
                """)
            .with("id", order.id())
            .with("scheduleId", order.scheduleId())
            .with("fromTime", past == null ? null : past.from())
            .with("toTime", past == null ? null : past.to())
            .with("overlap", order.overlap())
            .with("requestedBy", order.requestedBy())
            .with("requestedAt", order.requestedAt()));
  }

  /** Of one schedule, in the order in which they were made. */
  public List<ScheduleOrder> of(UUID scheduleId) {
    return database.list(
        "SELECT * FROM schedule_orders WHERE schedule_id = ? ORDER BY id",
        row -> {
          Instant from = row.instant("from_time");
          return new ScheduleOrder(
              row.uuid("id"),
              row.uuid("schedule_id"),
              from == null ? null : new Span(from, row.instant("to_time")),
              row.choice("overlap", Overlap.class),
              row.text("requested_by"),
              row.instant("requested_at"));
        },
        scheduleId);
  }

  /** Temporal has been told. */
  public void told(UUID id) {
    database.update("DELETE FROM schedule_orders WHERE id = ?", id);
  }
}
