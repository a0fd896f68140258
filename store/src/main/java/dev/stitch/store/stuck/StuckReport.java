package dev.stitch.store.stuck;

import dev.stitch.store.connect.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The workflows that are stuck, read with a connection alone: for commands that start nothing else.
 *
 * @param first those that are stuck for longest
 * @param total how many there are
 */
public record StuckReport(List<Stuck> first, long total) {

  public StuckReport {
    first = List.copyOf(first);
  }

  /** One of them, as {@link StuckWorkflow} describes it. */
  public record Stuck(String workflowId, String cause, int attempt, Instant since) {}

  /**
   * Reads it from a migrated database.
   *
   * @param limit how many are told one by one
   */
  public static StuckReport read(DatabaseUrl url, int limit) throws SQLException {
    try (Connection connection = url.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT workflow_id, cause, attempt, since, count(*) OVER () AS total
                FROM stitch.stuck_workflows ORDER BY since LIMIT ?
                """)) {
      statement.setInt(1, limit);
      List<Stuck> first = new ArrayList<>();
      long total = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          total = rows.getLong("total");
          first.add(
              new Stuck(
                  rows.getString("workflow_id"),
                  rows.getString("cause"),
                  rows.getInt("attempt"),
                  rows.getTimestamp("since").toInstant()));
        }
      }
      return new StuckReport(first, total);
    }
  }
}
