package dev.stitch.store.contact;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tags of many contacts at once. */
@Singleton
public class ContactTags {

  /** Tags that a contact may have. */
  public static final int MOST = 100;

  /** Characters that a tag may have. */
  public static final int LONGEST = 100;

  private final Database database;

  ContactTags(Database database) {
    this.database = database;
  }

  /**
   * Adds tags to contacts, and takes others away.
   *
   * @return those that were changed: neither deleted meanwhile, nor with too many tags then
   */
  public List<UUID> change(
      Collection<UUID> ids, Collection<String> add, Collection<String> remove) {
    return database.list(
        Sql.of(
                """
                WITH held AS MATERIALIZED (
                    SELECT c.id, c.tags FROM contacts c WHERE c.id = ANY (:ids)
                    ORDER BY c.id FOR NO KEY UPDATE OF c),
                tagged AS (
                    SELECT h.id, ARRAY(
                        SELECT u.tag FROM unnest(h.tags || :add) WITH ORDINALITY AS u (tag, place)
                        WHERE NOT u.tag = ANY (:remove) GROUP BY u.tag ORDER BY min(u.place)) AS tags
                    FROM held h)
                UPDATE contacts c SET tags = t.tags, version = version + 1, updated_at = now()
                FROM tagged t WHERE t.id = c.id AND cardinality(t.tags) <= :most
                RETURNING c.id
                """)
            .with("ids", SqlArray.uuids(ids))
            .with("add", SqlArray.texts(add))
            .with("remove", SqlArray.texts(remove))
            .with("most", MOST),
        row -> row.uuid("id"));
  }
}
