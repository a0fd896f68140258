package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workflows whose task keeps failing, as the worker's reconciler has found them. */
final class WorkflowExamination implements Examination {

  private static final String SUBJECT = "workflows";

  /** Told one by one; of more, only their number. */
  private static final int TOLD = 5;

  private static final String QUERY =
      """
      SELECT workflow_id, cause, attempt, since, count(*) OVER () AS total
      FROM stitch.stuck_workflows ORDER BY since LIMIT %d
      """
          .formatted(TOLD);

  private final Setup setup;

  WorkflowExamination(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Finding> examine() {
    try {
      Optional<DatabaseUrl> url = setup.database();
      return url.isPresent() ? examine(url.get()) : List.of();
    } catch (IllegalArgumentException | SQLException unreachable) {
      // That the database cannot be asked is told where it is examined.
      return List.of();
    }
  }

  private static List<Finding> examine(DatabaseUrl url) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    long total = 0;
    try (Connection connection = url.connect();
        Statement statement = connection.createStatement();
        ResultSet stuck = statement.executeQuery(QUERY)) {
      while (stuck.next()) {
        total = stuck.getLong("total");
        findings.add(
            Finding.bad(
                SUBJECT,
                "%s is stuck: its task has failed %d times since %s (%s)"
                    .formatted(
                        stuck.getString("workflow_id"),
                        stuck.getInt("attempt"),
                        stuck.getTimestamp("since").toInstant(),
                        stuck.getString("cause")),
                "Its history in the Temporal Web UI says why; docs/operations.md what to do."));
      }
    }
    if (findings.isEmpty()) {
      return List.of(Finding.good(SUBJECT, "none is stuck"));
    }
    if (total > TOLD) {
      findings.add(Finding.bad(SUBJECT, (total - TOLD) + " more are stuck", ""));
    }
    return findings;
  }
}
