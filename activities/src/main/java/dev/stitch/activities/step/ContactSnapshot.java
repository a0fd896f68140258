package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.store.Database;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The contact as expressions and templates see it: read when it is needed, never kept. */
@Singleton
public class ContactSnapshot {

  private final Database database;

  ContactSnapshot(Database database) {
    this.database = database;
  }

  /** The fields of the API's contact; an empty object when there is no such contact. */
  public JsonNode of(@Nullable UUID contactId) {
    if (contactId == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    return database
        .first(
            """
            SELECT jsonb_build_object('id', id, 'name', name, 'email', email, 'phone', phone,
                'company', company, 'title', title, 'timezone', timezone, 'platform', platform,
                'attributes', attributes, 'tags', to_jsonb(tags), 'status', status,
                'lifecycleStage', lifecycle_stage, 'unsubscribedAt', unsubscribed_at) AS contact
            FROM contacts WHERE id = ?
            """,
            row -> row.json("contact"),
            contactId)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
