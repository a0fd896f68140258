package dev.stitch.store.flow;

import dev.stitch.store.Database;
import io.micronaut.core.annotation.Nullable;
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

  /**
   * How many of those who are under way stand at a UX node and follow one graph.
   *
   * @param uxNodeId null for those that begin at the first node of their graph
   * @param isBeginning whether they have not begun
   */
  public record Standing(
      @Nullable String uxNodeId, String planHash, boolean isBeginning, long count) {

    /** The same at this node. */
    public Standing at(String nodeId) {
      return new Standing(nodeId, planHash, isBeginning, count);
    }
  }

  /** Counts those who are under way by UX node and graph. */
  public List<Standing> live(UUID flowId) {
    return database.list(
        """
        SELECT coalesce(current_node_id, start_node_id) AS node, plan_hash,
            current_node_id IS NULL AS beginning, count(*) AS entities
        FROM entities WHERE flow_id = ? AND ended_at IS NULL
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """,
        row ->
            new Standing(
                row.textOrNull("node"),
                row.text("plan_hash"),
                row.flag("beginning"),
                row.longNumber("entities")),
        flowId);
  }
}
