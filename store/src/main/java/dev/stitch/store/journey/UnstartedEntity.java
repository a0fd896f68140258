package dev.stitch.store.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What the journey of an accepted entity begins with.
 *
 * @param flowPaused whether new journeys of the flow begin paused
 * @param actor who asked for it, or null when nobody is known
 */
public record UnstartedEntity(
    UUID id,
    UUID contactId,
    UUID flowId,
    int flowVersion,
    String planHash,
    @Nullable String startNodeId,
    JsonNode metadata,
    EntitySource source,
    boolean flowPaused,
    @Nullable String actor) {

  static UnstartedEntity of(Row row) throws SQLException {
    return new UnstartedEntity(
        row.uuid("id"),
        row.uuid("contact_id"),
        row.uuid("flow_id"),
        row.number("flow_version"),
        row.text("plan_hash"),
        row.textOrNull("start_node_id"),
        row.json("metadata"),
        row.choice("source", EntitySource.class),
        row.flag("flow_paused"),
        row.textOrNull("actor"));
  }
}
