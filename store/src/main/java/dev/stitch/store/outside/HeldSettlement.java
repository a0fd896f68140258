package dev.stitch.store.outside;

import dev.stitch.store.connect.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Live workflows of one type that are not settled although Temporal does not know them.
 *
 * @param namespace where they were looked for
 * @param looked how many were looked at together
 * @param gone how many of those Temporal does not know
 * @param since when this was found first
 * @param seenAt when this was found last
 */
public record HeldSettlement(
    String workflowType, String namespace, int looked, int gone, Instant since, Instant seenAt) {

  /** Reads a migrated database with a connection alone: for commands that start nothing else. */
  public static List<HeldSettlement> read(DatabaseUrl url) throws SQLException {
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT workflow_type, namespace, looked, gone, since, seen_at
                FROM stitch.held_settlements ORDER BY workflow_type
                """)) {
      List<HeldSettlement> held = new ArrayList<>();
      while (rows.next()) {
        held.add(
            new HeldSettlement(
                rows.getString("workflow_type"),
                rows.getString("namespace"),
                rows.getInt("looked"),
                rows.getInt("gone"),
                rows.getTimestamp("since").toInstant(),
                rows.getTimestamp("seen_at").toInstant()));
      }
      return held;
    }
  }
}
