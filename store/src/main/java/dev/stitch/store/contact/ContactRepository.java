package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Contacts with their identities. */
@Singleton
public class ContactRepository {

  private static final String COLUMNS =
      """
      c.*,
      (SELECT jsonb_agg(jsonb_build_object('platform', i.platform, 'platformUserId', i.platform_user_id)
                        ORDER BY i.platform, i.platform_user_id)
       FROM contact_identities i WHERE i.contact_id = c.id) AS identities
      """;

  private static final Listing<Contact> LISTING =
      new Listing<>(
          COLUMNS,
          "contacts c",
          Map.of(
              "name", "c.name",
              "email", "c.email",
              "company", "c.company",
              "status", "c.status",
              "lifecycleStage", "c.lifecycle_stage",
              "createdAt", "c.created_at",
              "updatedAt", "c.updated_at"),
          "-createdAt",
          "c.id",
          Contact::of);

  private final Database database;

  ContactRepository(Database database) {
    this.database = database;
  }

  public Optional<Contact> find(UUID id) {
    return database.first("SELECT " + COLUMNS + " FROM contacts c WHERE c.id = ?", Contact::of, id);
  }

  /** As {@link #find}, and nobody else changes the contact until the transaction ends. */
  public Optional<Contact> findForUpdate(UUID id) {
    return database.first(
        "SELECT " + COLUMNS + " FROM contacts c WHERE c.id = ? FOR UPDATE OF c", Contact::of, id);
  }

  public Page<Contact> page(ContactFilter filter, PageRequest request) {
    return LISTING.page(database, filter.conditions(), request);
  }

  /** What people know these contacts by, by id; those that do not exist are missing. */
  public Map<UUID, ContactLabel> labels(Collection<UUID> ids) {
    return database
        .list(
            "SELECT id, name, email FROM contacts WHERE id = ANY (?)",
            row ->
                new ContactLabel(row.uuid("id"), row.textOrNull("name"), row.textOrNull("email")),
            SqlArray.uuids(ids))
        .stream()
        .collect(Collectors.toMap(ContactLabel::id, Function.identity()));
  }

  /** The contact that has this address, which is lower-case. */
  public Optional<UUID> idOfEmail(String email) {
    return database.first("SELECT id FROM contacts WHERE email = ?", row -> row.uuid("id"), email);
  }

  /** The contact that has this identity. */
  public Optional<UUID> idOfIdentity(ContactIdentity identity) {
    return database.first(
        "SELECT contact_id FROM contact_identities WHERE platform = ? AND platform_user_id = ?",
        row -> row.uuid("contact_id"),
        identity.platform(),
        identity.platformUserId());
  }

  /** Adds a contact; its version and times are the database's. */
  public void insert(Contact contact) {
    database.update(
        """
        INSERT INTO contacts (id, name, email, phone, company, title, timezone, platform, attributes, tags,
                              status, lifecycle_stage, unsubscribed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        contact.id(),
        contact.name(),
        contact.email(),
        contact.phone(),
        contact.company(),
        contact.title(),
        contact.timezone(),
        contact.platform(),
        contact.attributes(),
        SqlArray.texts(contact.tags()),
        contact.status(),
        contact.lifecycleStage(),
        contact.unsubscribedAt());
    insertIdentities(contact);
  }

  /** Replaces every field of the contact with this id, its identities included. */
  public void update(Contact contact) {
    database.update(
        """
        UPDATE contacts
        SET name = ?, email = ?, phone = ?, company = ?, title = ?, timezone = ?, platform = ?, attributes = ?,
            tags = ?, status = ?, lifecycle_stage = ?, unsubscribed_at = ?,
            version = version + 1, updated_at = now()
        WHERE id = ?
        """,
        contact.name(),
        contact.email(),
        contact.phone(),
        contact.company(),
        contact.title(),
        contact.timezone(),
        contact.platform(),
        contact.attributes(),
        SqlArray.texts(contact.tags()),
        contact.status(),
        contact.lifecycleStage(),
        contact.unsubscribedAt(),
        contact.id());
    database.update("DELETE FROM contact_identities WHERE contact_id = ?", contact.id());
    insertIdentities(contact);
  }

  /** Removes the contact and everything that hangs from it, its ended journeys included. */
  public void delete(UUID id) {
    database.update("DELETE FROM contacts WHERE id = ?", id);
  }

  /** The contact's journeys that have not ended: what must end before it can be removed. */
  public List<LiveJourney> liveJourneys(UUID id) {
    return database.list(
        """
        SELECT e.id, f.name, e.status
        FROM entities e JOIN flows f ON f.id = e.flow_id
        WHERE e.contact_id = ? AND e.status NOT IN ('completed', 'exited', 'cancelled')
        ORDER BY e.id
        """,
        row -> new LiveJourney(row.uuid("id"), row.text("name"), row.text("status")),
        id);
  }

  /** The names of all attributes that any contact of the filter has, in order. */
  public List<String> attributeNames(ContactFilter filter) {
    var conditions = filter.conditions();
    return database.list(
        "SELECT DISTINCT k.name FROM contacts c, jsonb_object_keys(c.attributes) AS k (name)"
            + conditions.where()
            + " ORDER BY k.name",
        row -> row.text("name"),
        conditions.parameters().toArray());
  }

  /**
   * The next contacts in the order of their ids, for walking through all of them.
   *
   * @param after the last one seen, null to begin
   */
  public List<Contact> after(ContactFilter filter, @Nullable UUID after, int limit) {
    var conditions = filter.conditions().and("c.id > ?", after);
    return database.list(
        "SELECT "
            + COLUMNS
            + " FROM contacts c"
            + conditions.where()
            + " ORDER BY c.id LIMIT "
            + limit,
        Contact::of,
        conditions.parameters().toArray());
  }

  private void insertIdentities(Contact contact) {
    database.batch(
        """
        INSERT INTO contact_identities (id, contact_id, platform, platform_user_id) VALUES (?, ?, ?, ?)
        """,
        contact.identities().stream()
            .map(
                identity ->
                    new Object[] {
                      Ids.next(), contact.id(), identity.platform(), identity.platformUserId()
                    })
            .toList());
  }

  /** A journey that has not ended. */
  public record LiveJourney(UUID entityId, String flowName, String status) {}
}
