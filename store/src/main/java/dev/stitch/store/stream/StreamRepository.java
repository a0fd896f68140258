package dev.stitch.store.stream;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Reads the stream. A row is read only when no transaction older than its own is still running, so
 * that nothing can appear before a position that was read.
 */
@Singleton
public class StreamRepository {

  private static final String SELECT =
      """
      SELECT xid::text::bigint AS transaction, id, entity_id, run_id, event, payload
      FROM %s events
      WHERE (xid, id) > (?::text::xid8, ?) AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, id LIMIT ?
      """;

  private final Database database;

  StreamRepository(Database database) {
    this.database = database;
  }

  /** The next events of an owner after a position. */
  public List<StreamRow> after(StreamOwner owner, StreamPosition position, int limit) {
    return switch (owner) {
      case StreamOwner.Everything all -> read("stream_events", position, limit);
      case StreamOwner.Entity(UUID id) -> read(owned("entity_id"), position, limit, id);
      case StreamOwner.Run(UUID id) -> read(owned("run_id"), position, limit, id);
    };
  }

  /** OFFSET keeps the planner from walking the whole stream in order to find one owner's rows. */
  private static String owned(String column) {
    return "(SELECT * FROM stream_events WHERE " + column + " = ? OFFSET 0)";
  }

  private List<StreamRow> read(String from, StreamPosition position, int limit, Object... owner) {
    List<Object> parameters = new ArrayList<>(Arrays.asList(owner));
    parameters.add(Long.toString(position.transaction()));
    parameters.add(position.id());
    parameters.add(limit);
    return database.list(SELECT.formatted(from), StreamRow::of, parameters.toArray());
  }

  /** The position behind everything that can be read now. */
  public StreamPosition end() {
    long horizon =
        database.number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon");
    return new StreamPosition(horizon - 1, Long.MAX_VALUE);
  }

  /**
   * The position of an event by its id: behind it, or behind those before it when it was pruned.
   */
  public StreamPosition of(long id) {
    return database
        .first(
            """
            SELECT xid::text::bigint AS transaction, id FROM stream_events
            WHERE id <= ? ORDER BY id DESC LIMIT 1
            """,
            row -> new StreamPosition(row.longNumber("transaction"), row.longNumber("id")),
            id)
        .orElse(StreamPosition.BEGINNING);
  }

  /**
   * Forgets old events.
   *
   * @return how many
   */
  public int prune(Duration olderThan, int limit) {
    return database.update(
        Sql.of(
                """
        DELETE FROM stream_events WHERE id IN (
            SELECT id FROM stream_events WHERE at < now() - make_interval(secs => :olderThan)
            ORDER BY at LIMIT :limit)
        """)
            .with("olderThan", (double) olderThan.toSeconds())
            .with("limit", limit));
  }
}
