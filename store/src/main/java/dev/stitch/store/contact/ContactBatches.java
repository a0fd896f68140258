package dev.stitch.store.contact;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Reads and writes many contacts with one statement each. */
@Singleton
public class ContactBatches {

  /** Any number that nothing else locks. */
  private static final long TURN = 5_046_045;

  private static final String SELECT = "SELECT " + ContactRepository.COLUMNS + " FROM contacts c ";

  private final Database database;

  ContactBatches(Database database) {
    this.database = database;
  }

  /** Who a contact is somewhere. */
  public record Holding(UUID contactId, ContactIdentity identity) {}

  /**
   * Waits until no other page of people is being written, and keeps them waiting until the
   * transaction ends. To be called before any contact's row is taken.
   */
  public void awaitTurn() {
    database.exists("SELECT 1 FROM pg_advisory_xact_lock(?)", TURN);
  }

  /** The contacts that have any of these identities or addresses. */
  public List<Contact> matching(
      Collection<ContactIdentity> identities, Collection<String> addresses) {
    return database.list(
        Sql.of(
                SELECT
                    + """
                    WHERE c.id IN (
                        SELECT i.contact_id
                        FROM unnest(:platforms, :users) AS w (platform, platform_user_id)
                        JOIN contact_identities i USING (platform, platform_user_id)
                        UNION ALL
                        SELECT k.id FROM contacts k WHERE k.email = ANY (:addresses))
                    """)
            .with("platforms", texts(identities, ContactIdentity::platform))
            .with("users", texts(identities, ContactIdentity::platformUserId))
            .with("addresses", SqlArray.texts(addresses)),
        Contact::of);
  }

  /** The contacts of these ids, as far as there are any. */
  public List<Contact> find(Collection<UUID> ids) {
    return database.list(SELECT + "WHERE c.id = ANY (?)", Contact::of, SqlArray.uuids(ids));
  }

  /** Keeps everybody else from changing these contacts until the transaction ends. */
  public void hold(Collection<UUID> ids) {
    database.list(
        "SELECT id FROM contacts WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE",
        row -> row.uuid("id"),
        SqlArray.uuids(ids));
  }

  /**
   * Adds contacts without their identities, in the order of their addresses as imports do; one
   * whose address is taken meanwhile is left out.
   *
   * @return the ids of those that were added
   */
  public Set<UUID> insert(Collection<Contact> contacts) {
    return new HashSet<>(
        database.list(
            Sql.of(
                    """
                    INSERT INTO contacts (id, name, email, phone, company, title, platform)
                    SELECT n.* FROM unnest(:ids, :names, :emails, :phones, :companies, :titles, :platforms)
                        AS n (id, name, email, phone, company, title, platform)
                    ORDER BY n.email, n.id
                    ON CONFLICT (email) DO NOTHING
                    RETURNING id
                    """)
                .with(columns(contacts)),
            row -> row.uuid("id")));
  }

  /** Gives contacts identities; those that somebody has meanwhile are left out. */
  public List<Holding> insertIdentities(Collection<Holding> holdings) {
    return database.list(
        Sql.of(
                """
                INSERT INTO contact_identities (id, contact_id, platform, platform_user_id)
                SELECT n.* FROM unnest(:ids, :contacts, :platforms, :users)
                    AS n (id, contact_id, platform, platform_user_id)
                ORDER BY n.platform, n.platform_user_id
                ON CONFLICT (platform, platform_user_id) DO NOTHING
                RETURNING contact_id, platform, platform_user_id
                """)
            .with("ids", SqlArray.uuids(holdings.stream().map(holding -> Ids.next()).toList()))
            .with("contacts", SqlArray.uuids(holdings.stream().map(Holding::contactId).toList()))
            .with("platforms", texts(holdings, holding -> holding.identity().platform()))
            .with("users", texts(holdings, holding -> holding.identity().platformUserId())),
        row ->
            new Holding(
                row.uuid("contact_id"),
                new ContactIdentity(row.text("platform"), row.text("platform_user_id"))));
  }

  /** Takes identities away from whoever has them. */
  public void deleteIdentities(Collection<ContactIdentity> identities) {
    database.update(
        Sql.of(
                """
                DELETE FROM contact_identities i
                USING unnest(:platforms, :users) AS w (platform, platform_user_id)
                WHERE i.platform = w.platform AND i.platform_user_id = w.platform_user_id
                """)
            .with("platforms", texts(identities, ContactIdentity::platform))
            .with("users", texts(identities, ContactIdentity::platformUserId)));
  }

  /**
   * Writes what platforms can tell of contacts: name, address, telephone, company, title and the
   * platforms' own copies. The rows are held.
   */
  public void update(Collection<Contact> contacts) {
    database.update(
        Sql.of(
                """
                UPDATE contacts c
                SET name = n.name, email = n.email, phone = n.phone, company = n.company, title = n.title,
                    platform = n.platform, version = version + 1, updated_at = now()
                FROM unnest(:ids, :names, :emails, :phones, :companies, :titles, :platforms)
                    AS n (id, name, email, phone, company, title, platform)
                WHERE c.id = n.id
                """)
            .with(columns(contacts)));
  }

  /** Notes that something of these contacts has changed that other tables hold. */
  public void changed(Collection<UUID> ids) {
    database.update(
        "UPDATE contacts SET version = version + 1, updated_at = now() WHERE id = ANY (?)",
        SqlArray.uuids(ids));
  }

  /** Removes contacts that nothing refers to yet. */
  public void delete(Collection<UUID> ids) {
    database.update("DELETE FROM contacts WHERE id = ANY (?)", SqlArray.uuids(ids));
  }

  private static Map<String, SqlArray> columns(Collection<Contact> contacts) {
    return Map.ofEntries(
        entry("ids", SqlArray.uuids(contacts.stream().map(Contact::id).toList())),
        entry("names", texts(contacts, Contact::name)),
        entry("emails", texts(contacts, Contact::email)),
        entry("phones", texts(contacts, Contact::phone)),
        entry("companies", texts(contacts, Contact::company)),
        entry("titles", texts(contacts, Contact::title)),
        entry(
            "platforms",
            SqlArray.jsonbs(contacts.stream().<JsonNode>map(Contact::platform).toList())));
  }

  private static <T> SqlArray texts(Collection<T> rows, Function<T, @Nullable String> column) {
    List<String> texts = new ArrayList<>(rows.size());
    rows.forEach(row -> texts.add(column.apply(row)));
    return SqlArray.texts(texts);
  }
}
