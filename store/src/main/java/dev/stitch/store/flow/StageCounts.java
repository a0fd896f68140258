package dev.stitch.store.flow;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Where a flow's entities stand. */
@Singleton
public class StageCounts {

  private final Database database;

  StageCounts(Database database) {
    this.database = database;
  }

  /** Counts by UX node and status, of all the flow's versions together. */
  public List<StageCount> of(UUID flowId) {
    return database.list(
        """
        SELECT coalesce(current_node_id, start_node_id) AS node, status, count(*) AS entities
        FROM entities WHERE flow_id = ?
        GROUP BY 1, 2 ORDER BY 1, 2
        """,
        row ->
            new StageCount(row.textOrNull("node"), row.text("status"), row.longNumber("entities")),
        flowId);
  }
}
