package dev.stitch.store.task;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What flows call the steps that ask, of many tasks at once: each graph is taken apart once. */
@Singleton
class AskingSteps {

  static final String NAMES =
      """
      WITH asking AS MATERIALIZED (
          SELECT t.id, t.node_id, r.plan_hash
          FROM human_tasks t JOIN workflow_runs r ON r.id = t.run_id
          WHERE t.id = ANY (:ids)),
      graph_nodes AS MATERIALIZED (
          SELECT g.hash, n ->> 'id' AS id, n ->> 'label' AS label
          FROM graphs g, jsonb_array_elements(g.graph -> 'nodes') n
          WHERE g.hash IN (SELECT plan_hash FROM asking))
      SELECT a.id, n.label
      FROM asking a JOIN graph_nodes n ON n.hash = a.plan_hash AND n.id = a.node_id
      WHERE n.label IS NOT NULL
      """;

  private final Database database;

  AskingSteps(Database database) {
    this.database = database;
  }

  /** The names by task; none of a step without one. */
  Map<UUID, String> names(Collection<UUID> taskIds) {
    Map<UUID, String> names = new HashMap<>();
    database
        .list(
            Sql.of(NAMES).with("ids", SqlArray.uuids(taskIds)),
            row -> Map.entry(row.uuid("id"), row.text("label")))
        .forEach(named -> names.put(named.getKey(), named.getValue()));
    return names;
  }
}
