package dev.stitch.store.journey;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads entities and their journey events, and removes ended ones. */
@Singleton
public class EntityRepository {

  private static final Listing<EntityRow> ENTITIES =
      new Listing<>(
          EntityRow.COLUMNS,
          EntityRow.TABLES,
          Map.of(
              "createdAt", "e.created_at",
              "updatedAt", "e.updated_at",
              "enteredNodeAt", "e.entered_node_at",
              "endedAt", "e.ended_at",
              "status", "e.status",
              "currentNodeId", "e.current_node_id",
              "contactName", "c.name"),
          "-createdAt",
          "e.id",
          EntityRow::of);

  private static final Listing<JourneyEventRow> EVENTS =
      new Listing<>(
          "entity_id, seq, type, from_node, to_node, run_id, actor, detail, at",
          "journey_events",
          Map.of("seq", "seq", "at", "at"),
          "seq",
          "seq",
          JourneyEventRow::of);

  private final Database database;

  EntityRepository(Database database) {
    this.database = database;
  }

  public Optional<EntityRow> find(UUID id) {
    return database.first(
        "SELECT " + EntityRow.COLUMNS + " FROM " + EntityRow.TABLES + " WHERE e.id = ?",
        EntityRow::of,
        id);
  }

  public Page<EntityRow> list(EntityQuery query, PageRequest request) {
    return ENTITIES.page(database, query.conditions(request.text()), request);
  }

  /** The journey in which a contact is now in a flow; the newest, where there are more. */
  public Optional<UUID> newestLive(UUID flowId, UUID contactId) {
    return database.first(
        Sql.of(
                """
                SELECT id FROM entities
                WHERE flow_id = :flowId AND contact_id = :contactId AND status NOT IN ('completed', 'exited', 'cancelled')
                ORDER BY created_at DESC LIMIT 1
                """)
            .with("flowId", flowId)
            .with("contactId", contactId),
        row -> row.uuid("id"));
  }

  /** The journey events of an entity, by {@code seq} unless asked otherwise. */
  public Page<JourneyEventRow> events(UUID id, PageRequest request) {
    Filter filter =
        new Filter()
            .and("entity_id = ?", id)
            .containing(request.text(), "type", "from_node", "to_node", "actor", "detail::text");
    return EVENTS.page(database, filter, request);
  }

  /**
   * Removes an entity that has ended, with its runs, events and tasks.
   *
   * @return whether it was removed; false when it lives or does not exist
   */
  public boolean deleteEnded(UUID id) {
    return database.transaction(
        () -> {
          int deleted =
              database.update(
                  """
                  DELETE FROM entities
                  WHERE id = ? AND status IN ('completed', 'exited', 'cancelled')
                  """,
                  id);
          if (deleted == 1) {
            database.update("DELETE FROM stream_events WHERE entity_id = ?", id);
          }
          return deleted == 1;
        });
  }
}
