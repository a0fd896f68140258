package dev.stitch.store.crm;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Who contacts are on a platform, page by page. Archived contacts are left out. */
@Singleton
public class PlatformIdentities {

  private static final String WANTED =
      """
      FROM contact_identities i JOIN contacts c ON c.id = i.contact_id AND c.status = 'active'
      WHERE i.platform = :platform AND (:all OR i.contact_id = ANY(:contacts))
        -- who is known by a number is not asked for by name, too: each question is paid
        AND (i.platform_user_id ~ '^[0-9]{1,19}$' OR NOT EXISTS (
            SELECT 1 FROM contact_identities n
            WHERE n.contact_id = i.contact_id AND n.platform = i.platform
              AND n.platform_user_id ~ '^[0-9]{1,19}$'))
      """;

  private final Database database;

  PlatformIdentities(Database database) {
    this.database = database;
  }

  /** One identity of a contact. */
  public record Known(UUID id, UUID contactId, String platformUserId) {}

  /** How many identities and contacts there are. */
  public record Size(int identities, int contacts) {}

  /**
   * The next identities by their ids.
   *
   * @param contactIds whose; null for everybody's
   * @param after the last one of the page before; null for the first page
   */
  public List<Known> next(
      String platform, @Nullable Collection<UUID> contactIds, @Nullable UUID after, int limit) {
    return database.list(
        wanted(
                "SELECT i.id, i.contact_id, i.platform_user_id "
                    + WANTED
                    + " AND i.id > :after ORDER BY i.id LIMIT :limit",
                platform,
                contactIds)
            .with("after", after == null ? new UUID(0, 0) : after)
            .with("limit", limit),
        row -> new Known(row.uuid("id"), row.uuid("contact_id"), row.text("platform_user_id")));
  }

  /** How many there are in all. */
  public Size size(String platform, @Nullable Collection<UUID> contactIds) {
    return database
        .first(
            wanted(
                "SELECT count(*) AS identities, count(DISTINCT i.contact_id) AS contacts " + WANTED,
                platform,
                contactIds),
            row -> new Size(row.number("identities"), row.number("contacts")))
        .orElseThrow();
  }

  private static Sql wanted(String sql, String platform, @Nullable Collection<UUID> contactIds) {
    return Sql.of(sql)
        .with("platform", platform)
        .with("all", contactIds == null)
        .with("contacts", SqlArray.uuids(contactIds == null ? List.of() : contactIds));
  }
}
