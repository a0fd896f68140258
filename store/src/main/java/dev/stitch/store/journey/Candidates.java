package dev.stitch.store.journey;

import dev.stitch.store.SqlArray;
import dev.stitch.store.page.Filter;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Contacts that somebody wants in a flow or a template. What keeps each of them out is judged by
 * SQL that an admission and its preview share, so that both decide alike.
 *
 * @param sql a query of their ids as {@code contact_id}, each once
 * @param parameters what the names in the query stand for
 */
public record Candidates(String sql, Map<String, Object> parameters) {

  private static final String HELD =
      """
      wanted AS (%s),
      -- in one order, so that two who hold some of the same contacts cannot wait for each other; of
      -- whom somebody is deleting or merging, the row is read when that is done
      held AS MATERIALIZED (
          SELECT c.id, c.status, c.unsubscribed_at, c.email
          FROM contacts c WHERE c.id IN (SELECT contact_id FROM wanted)
          ORDER BY c.id%s)
      """;

  private static final String JUDGED =
      """
      ,
      judged AS (
          SELECT w.contact_id, live.id AS entity_id,
                 CASE WHEN c.id IS NULL THEN 'not_found'
                      WHEN c.status = 'archived' THEN 'archived'
                      WHEN c.unsubscribed_at IS NOT NULL THEN 'unsubscribed'
                      WHEN live.id IS NOT NULL THEN 'already_in_journey'
                 END AS reason
          FROM wanted w
          LEFT JOIN held c ON c.id = w.contact_id
          LEFT JOIN entities live
              ON live.flow_id = :flowId AND live.contact_id = w.contact_id AND NOT :reentry
              AND NOT live.reentry AND live.status NOT IN ('completed', 'exited', 'cancelled'))
      """;

  public Candidates {
    parameters = Map.copyOf(parameters);
  }

  /** Contacts by id; one that is named twice is one. */
  public static Candidates of(Collection<UUID> contactIds) {
    return new Candidates(
        "SELECT DISTINCT contact_id FROM unnest(:contactIds) AS ids (contact_id)",
        Map.of("contactIds", SqlArray.uuids(contactIds)));
  }

  /** The contacts that a filter over the table {@code contacts c} finds. */
  public static Candidates of(Filter contacts) {
    return new Candidates(
        "SELECT c.id AS contact_id FROM contacts c" + contacts.where(), contacts.parameters());
  }

  /**
   * Common table expressions {@code wanted (contact_id)} and {@code held (id, status,
   * unsubscribed_at, email)}, the latter of those that exist.
   */
  public String read() {
    return HELD.formatted(sql, "");
  }

  /** As {@link #read}, and nobody removes these contacts until the transaction ends. */
  public String readAndHeld() {
    return HELD.formatted(sql, " FOR KEY SHARE");
  }

  /**
   * Common table expressions, {@code judged (contact_id, entity_id, reason)} the last of them: the
   * live entity of each in the flow, and what keeps it out, null for nothing. Besides {@link
   * #parameters} they need {@code flowId}, and {@code reentry}, by which none is in the way.
   */
  String judged() {
    return read() + JUDGED;
  }

  /** As {@link #judged}, and nobody removes these contacts until the transaction ends. */
  String judgedAndHeld() {
    return readAndHeld() + JUDGED;
  }
}
