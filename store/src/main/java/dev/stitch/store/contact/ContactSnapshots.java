package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Contacts as the tree that expressions and templates see. */
@Singleton
public class ContactSnapshots {

  private static final String CONTACT =
      """
      SELECT id, jsonb_build_object('id', id, 'name', name, 'email', email, 'phone', phone,
          'company', company, 'title', title, 'timezone', timezone, 'platform', platform,
          'attributes', attributes, 'tags', to_jsonb(tags), 'status', status,
          'lifecycleStage', lifecycle_stage, 'unsubscribedAt', unsubscribed_at) AS contact
      FROM contacts
      """;

  private final Database database;

  ContactSnapshots(Database database) {
    this.database = database;
  }

  /** The fields of the API's contact, empty when there is no such contact. */
  public Optional<JsonNode> find(UUID contactId) {
    return database.first(CONTACT + " WHERE id = ?", row -> row.json("contact"), contactId);
  }

  /** As {@link #find}, of several by id; those that do not exist are missing. */
  public Map<UUID, JsonNode> all(Collection<UUID> contactIds) {
    return database
        .list(
            CONTACT + " WHERE id = ANY(?)",
            row -> Map.entry(row.uuid("id"), row.json("contact")),
            SqlArray.uuids(contactIds))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
