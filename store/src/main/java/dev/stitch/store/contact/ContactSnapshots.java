package dev.stitch.store.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Contacts as the tree that expressions and templates see. */
@Singleton
public class ContactSnapshots {

  private static final String CONTACT =
      """
      SELECT c.id, c.version, jsonb_build_object('id', id, 'name', name, 'email', email, 'phone', phone,
          'company', company, 'title', title, 'timezone', timezone, 'platform', platform,
          'attributes', attributes, 'tags', to_jsonb(tags), 'status', status,
          'lifecycleStage', lifecycle_stage, 'unsubscribedAt', unsubscribed_at) AS contact
      FROM contacts c
      """;

  private final Database database;

  ContactSnapshots(Database database) {
    this.database = database;
  }

  /**
   * A contact as it was at a moment.
   *
   * @param version by which a later change is noticed
   */
  public record Snapshot(UUID id, long version, JsonNode contact) {

    static Snapshot of(Row row) throws SQLException {
      return new Snapshot(row.uuid("id"), row.longNumber("version"), row.json("contact"));
    }
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

  /**
   * Contacts that are walked through.
   *
   * @param ids only those of these; null for all of the filter
   * @param until contacts that came later are left out, so that the walk has an end
   */
  public record Walk(@Nullable List<UUID> ids, ContactFilter filter, Instant until) {

    private Filter conditions() {
      return filter
          .conditions()
          .and("c.id = ANY (?)", ids == null ? null : SqlArray.uuids(ids))
          .and("c.created_at <= ?", until);
    }
  }

  /**
   * The next contacts of a walk, in the order of their ids.
   *
   * @param after the last one seen, null to begin
   */
  public List<Snapshot> after(Walk walk, @Nullable UUID after, int limit) {
    Filter conditions = walk.conditions().and("c.id > ?", after);
    return database.list(
        Sql.of(CONTACT + conditions.where() + " ORDER BY c.id LIMIT " + limit)
            .with(conditions.parameters()),
        Snapshot::of);
  }

  /** How many contacts a walk has. */
  public int count(Walk walk) {
    Filter conditions = walk.conditions();
    return Math.toIntExact(
        database.number(
            Sql.of("SELECT count(*) FROM contacts c" + conditions.where())
                .with(conditions.parameters())));
  }
}
