package dev.stitch.store.journey;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Stays of entities at stages: who came in some days, by the last time that each of them did, and
 * what became of them there. What counts them and what lists them read the same rows.
 */
public final class StageStays {

  private StageStays() {}

  /** What the ways of entities may be narrowed to, by the parameter of the condition. */
  private static final SortedMap<String, String> NARROWED =
      new TreeMap<>(
          Map.of(
              "stayFlow", " AND e.flow_id = :stayFlow",
              "stayVersion", " AND e.flow_version = :stayVersion"));

  private static final String WITH =
      """
      WITH ways AS (
          SELECT v.entity_id, v.seq, v.type, v.to_node AS node, v.at, e.flow_version AS version,
                 lead(v.type) OVER onward AS next, lead(v.at) OVER onward AS left_at
          FROM journey_events v JOIN entities e ON e.id = v.entity_id
          WHERE v.type IN ('moved', 'journey_completed', 'journey_exited', 'journey_cancelled')
            AND v.at >= :stayFrom%s
          WINDOW onward AS (PARTITION BY v.entity_id ORDER BY v.seq)),
      stays AS (
          SELECT DISTINCT ON (entity_id, node) * FROM ways WHERE type = 'moved' AND at < :stayUntil%s
          ORDER BY entity_id, node, seq DESC),
      told AS (
          SELECT s.entity_id, s.node, bool_or(o.message_id IS NOT NULL) AS replied
          FROM email_messages m
          JOIN effects f ON f.key = m.effect_key AND f.state NOT IN ('intended', 'failed')
          JOIN stays s ON s.entity_id = m.entity_id AND m.sent_at >= s.at
                      AND (s.left_at IS NULL OR m.sent_at < s.left_at)
          LEFT JOIN mail_outcomes o ON o.message_id = m.message_id AND o.outcome = 'replied'
          WHERE m.direction = 'outbound' AND m.sent_at >= :stayFrom
          GROUP BY s.entity_id, s.node)
      """;

  /** A row for each stay; {@code replied} is null for those who got no mail. */
  public static final String TABLES = "stays LEFT JOIN told USING (entity_id, node)";

  /**
   * What {@link #TABLES} stands on: {@code stays}, with the entity, the {@code node}, the {@code
   * version} that it follows, the {@code next} event of its way and when it left, and {@code told},
   * which says of those who got mail there whether they have answered any.
   *
   * @param parameters the names of those that will be given: {@code stayFrom}, {@code stayUntil},
   *     and any of {@code stayFlow}, {@code stayNode}, {@code stayVersion}
   */
  public static String with(Set<String> parameters) {
    return WITH.formatted(
        NARROWED.entrySet().stream()
            .filter(narrowed -> parameters.contains(narrowed.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining()),
        parameters.contains("stayNode") ? " AND node = :stayNode" : "");
  }
}
