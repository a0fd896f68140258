package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Archives many contacts at once, and brings them back. */
@Singleton
public class ContactArchive {

  private final Database database;

  ContactArchive(Database database) {
    this.database = database;
  }

  /**
   * Archives contacts that are as they were looked at.
   *
   * @param versions of each contact when it was looked at
   * @return those that were archived: neither changed, archived nor deleted meanwhile
   */
  public List<UUID> archive(Map<UUID, Long> versions) {
    List<UUID> ids = List.copyOf(versions.keySet());
    return database.list(
        Sql.of(
                """
                WITH held AS MATERIALIZED (
                    SELECT c.id FROM contacts c
                    JOIN unnest(:ids, :versions) AS seen (id, version) ON seen.id = c.id
                    WHERE c.version = seen.version AND c.status = 'active'
                    ORDER BY c.id FOR NO KEY UPDATE OF c)
                UPDATE contacts c SET status = 'archived', version = version + 1, updated_at = now()
                FROM held WHERE held.id = c.id
                RETURNING c.id
                """)
            .with("ids", SqlArray.uuids(ids))
            .with("versions", SqlArray.bigints(ids.stream().map(versions::get).toList())),
        row -> row.uuid("id"));
  }

  /**
   * Archives contacts, however they are now.
   *
   * @return those that were archived: active until then
   */
  public List<UUID> archive(Collection<UUID> ids) {
    return database.list(
        """
        WITH held AS MATERIALIZED (
            SELECT c.id FROM contacts c WHERE c.id = ANY (?) AND c.status = 'active'
            ORDER BY c.id FOR NO KEY UPDATE OF c)
        UPDATE contacts c SET status = 'archived', version = version + 1, updated_at = now()
        FROM held WHERE held.id = c.id
        RETURNING c.id
        """,
        row -> row.uuid("id"),
        SqlArray.uuids(ids));
  }

  /**
   * Makes archived contacts active again, but for those that were archived again or merged into
   * others since.
   *
   * @param archivedAt when each was archived, at the latest
   * @return those that are active now
   */
  public List<UUID> restore(Map<UUID, Instant> archivedAt) {
    List<UUID> ids = List.copyOf(archivedAt.keySet());
    return database.list(
        Sql.of(
                """
                WITH held AS MATERIALIZED (
                    SELECT c.id FROM contacts c
                    JOIN unnest(:ids, :archivedAt) AS seen (id, archived_at) ON seen.id = c.id
                    WHERE c.status = 'archived' AND coalesce(c.archived_at <= seen.archived_at, true)
                        -- merged since: the one that stays has all that it had
                        AND NOT c.attributes ?? 'mergedInto'
                    ORDER BY c.id FOR NO KEY UPDATE OF c)
                UPDATE contacts c SET status = 'active', version = version + 1, updated_at = now()
                FROM held WHERE held.id = c.id
                RETURNING c.id
                """)
            .with("ids", SqlArray.uuids(ids))
            .with("archivedAt", SqlArray.instants(ids.stream().map(archivedAt::get).toList())),
        row -> row.uuid("id"));
  }

  /** Whether a contact was archived, as it is now, after a moment. */
  public boolean archivedAfter(UUID id, Instant moment) {
    return database.exists("SELECT 1 FROM contacts WHERE id = ? AND archived_at > ?", id, moment);
  }
}
