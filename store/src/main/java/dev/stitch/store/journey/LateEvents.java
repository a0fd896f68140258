package dev.stitch.store.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Events that came after their journey had ended: kept for people, without effect. */
@Singleton
public class LateEvents {

  private final Database database;

  LateEvents(Database database) {
    this.database = database;
  }

  public void record(UUID entityId, String actor, JsonNode event) {
    database.update(
        Sql.of(
                """
                INSERT INTO audit_log (id, actor, action, subject, detail)
                VALUES (:id, :actor, 'late_event', 'entity/' || :entityId::text, :event)
                """)
            .with("id", Ids.next())
            .with("actor", actor)
            .with("entityId", entityId.toString())
            .with("event", event));
  }
}
