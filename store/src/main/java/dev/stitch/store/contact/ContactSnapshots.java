package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Contacts as the tree that expressions and templates see. */
@Singleton
public class ContactSnapshots {

  private final Database database;

  ContactSnapshots(Database database) {
    this.database = database;
  }

  /** The fields of the API's contact, empty when there is no such contact. */
  public Optional<JsonNode> find(UUID contactId) {
    return database.first(
        """
        SELECT jsonb_build_object('id', id, 'name', name, 'email', email, 'phone', phone,
            'company', company, 'title', title, 'timezone', timezone, 'platform', platform,
            'attributes', attributes, 'tags', to_jsonb(tags), 'status', status,
            'lifecycleStage', lifecycle_stage, 'unsubscribedAt', unsubscribed_at) AS contact
        FROM contacts WHERE id = ?
        """,
        row -> row.json("contact"),
        contactId);
  }
}
