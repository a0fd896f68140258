package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Table {@code told_events}: which events, by their senders' ids, journeys were told. */
@Singleton
public class ToldEvents {

  private final Database database;

  ToldEvents(Database database) {
    this.database = database;
  }

  /**
   * Writes an event down before its journey is told of it.
   *
   * @return what became of it when it was told before: whether the journey had ended by then
   */
  public Optional<Boolean> begin(UUID entityId, String eventId) {
    return database.first(
        Sql.of(
                """
                WITH begun AS (
                    INSERT INTO told_events (entity_id, event_id) VALUES (:entityId, :eventId) ON CONFLICT DO NOTHING
                )
                SELECT late FROM told_events WHERE entity_id = :entityId AND event_id = :eventId AND late IS NOT NULL
                """)
            .with("entityId", entityId)
            .with("eventId", eventId),
        row -> row.flag("late"));
  }

  /** Notes that the journey has been told, or that it had ended. */
  public void finish(UUID entityId, String eventId, boolean late) {
    database.update(
        Sql.of(
                "UPDATE told_events SET late = :late WHERE entity_id = :entityId AND event_id ="
                    + " :eventId")
            .with("late", late)
            .with("entityId", entityId)
            .with("eventId", eventId));
  }

  /** Forgets what was told longer ago. */
  public void prune(Duration olderThan) {
    database.update(
        "DELETE FROM told_events WHERE at < now() - make_interval(secs => ?)",
        (double) olderThan.toSeconds());
  }
}
