package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentState;
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

  static final String COLUMNS =
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
  private final ConsentRepository consents;

  ContactRepository(Database database, ConsentRepository consents) {
    this.database = database;
    this.consents = consents;
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
        Sql.of(
                "SELECT contact_id FROM contact_identities WHERE platform = :platform AND"
                    + " platform_user_id = :platformUserId")
            .with("platform", identity.platform())
            .with("platformUserId", identity.platformUserId()),
        row -> row.uuid("contact_id"));
  }

  /**
   * Adds a contact; its version and times are the database's.
   *
   * @param origin where it comes from that the contact has unsubscribed, if it has
   */
  public void insert(Contact contact, ConsentOrigin origin) {
    database.update(
        withFields(
            """
            INSERT INTO contacts (id, name, email, phone, company, title, timezone, platform,
                                  attributes, tags, status, lifecycle_stage, unsubscribed_at)
            VALUES (:id, :name, :email, :phone, :company, :title, :timezone, :platform,
                    :attributes, :tags, :status, :lifecycleStage, :unsubscribedAt)
            """,
            contact));
    insertIdentities(contact);
    if (contact.unsubscribedAt() != null) {
      consents.insert(contact.id(), null, ConsentState.WITHDRAWN, origin);
    }
  }

  /**
   * Replaces every field of the contact with this id, its identities included. Whoever calls this
   * holds the contact's row.
   *
   * @param origin where it comes from that the contact unsubscribes or subscribes again, if it does
   */
  public void update(Contact contact, ConsentOrigin origin) {
    consents.recordEverything(contact.id(), contact.unsubscribedAt() != null, origin);
    database.update(
        withFields(
            """
            UPDATE contacts
            SET name = :name, email = :email, phone = :phone, company = :company, title = :title,
                timezone = :timezone, platform = :platform, attributes = :attributes, tags = :tags,
                status = :status, lifecycle_stage = :lifecycleStage,
                unsubscribed_at = :unsubscribedAt, version = version + 1, updated_at = now()
            WHERE id = :id
            """,
            contact));
    // Those that stay keep their ids, by which clients know them.
    database.update(
        Sql.of(
                """
                DELETE FROM contact_identities WHERE contact_id = :id
                  AND (platform, platform_user_id) NOT IN (SELECT * FROM unnest(:platforms, :users))
                """)
            .with("id", contact.id())
            .with("platforms", SqlArray.texts(each(contact, ContactIdentity::platform)))
            .with("users", SqlArray.texts(each(contact, ContactIdentity::platformUserId))));
    insertIdentities(contact);
  }

  /** Notes that something of a contact has changed that other tables hold, such as an identity. */
  public void changed(UUID id) {
    database.update(
        "UPDATE contacts SET version = version + 1, updated_at = now() WHERE id = ?", id);
  }

  private static List<String> each(Contact contact, Function<ContactIdentity, String> part) {
    return contact.identities().stream().map(part).toList();
  }

  private static Sql withFields(String text, Contact contact) {
    return Sql.of(text)
        .with("id", contact.id())
        .with("name", contact.name())
        .with("email", contact.email())
        .with("phone", contact.phone())
        .with("company", contact.company())
        .with("title", contact.title())
        .with("timezone", contact.timezone())
        .with("platform", contact.platform())
        .with("attributes", contact.attributes())
        .with("tags", SqlArray.texts(contact.tags()))
        .with("status", contact.status())
        .with("lifecycleStage", contact.lifecycleStage())
        .with("unsubscribedAt", contact.unsubscribedAt());
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
        Sql.of(
                "SELECT DISTINCT k.name FROM contacts c, jsonb_object_keys(c.attributes) AS k"
                    + " (name)"
                    + conditions.where()
                    + " ORDER BY k.name")
            .with(conditions.parameters()),
        row -> row.text("name"));
  }

  /**
   * The next contacts in the order of their ids, for walking through all of them.
   *
   * @param after the last one seen, null to begin
   */
  public List<Contact> after(ContactFilter filter, @Nullable UUID after, int limit) {
    var conditions = filter.conditions().and("c.id > ?", after);
    return database.list(
        Sql.of(
                "SELECT "
                    + COLUMNS
                    + " FROM contacts c"
                    + conditions.where()
                    + " ORDER BY c.id LIMIT "
                    + limit)
            .with(conditions.parameters()),
        Contact::of);
  }

  private void insertIdentities(Contact contact) {
    database.batch(
        """
        INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
        SELECT n.* FROM (VALUES (?::uuid, ?::uuid, ?::text, ?::text)) n (id, contact_id, platform, platform_user_id)
        WHERE NOT EXISTS (
            SELECT 1 FROM contact_identities i
            WHERE i.contact_id = n.contact_id AND i.platform = n.platform
              AND i.platform_user_id = n.platform_user_id)
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
