package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.stuck.StuckReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Workflows whose task keeps failing, as the worker's reconciler has found them. */
final class WorkflowFindings {

  private static final String SUBJECT = "workflows";

  /** Told one by one; of more, only their number. */
  private static final int TOLD = 5;

  private WorkflowFindings() {}

  static List<Finding> in(DatabaseUrl url) throws SQLException {
    StuckReport report = StuckReport.read(url, TOLD);
    List<Finding> findings = new ArrayList<>();
    for (StuckReport.Stuck stuck : report.first()) {
      findings.add(
          Finding.bad(
              SUBJECT,
              "%s is stuck: its task has failed %d times since %s (%s)"
                  .formatted(stuck.workflowId(), stuck.attempt(), stuck.since(), stuck.cause()),
              "Its history in the Temporal Web UI says why; docs/operations.md what to do."));
    }
    if (findings.isEmpty()) {
      return List.of(Finding.good(SUBJECT, "none is stuck"));
    }
    if (report.total() > TOLD) {
      findings.add(Finding.bad(SUBJECT, (report.total() - TOLD) + " more are stuck", ""));
    }
    return findings;
  }
}
