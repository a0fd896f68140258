package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.stuck.StuckReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workflows whose task keeps failing, as the worker's reconciler has found them. */
final class WorkflowExamination implements Examination {

  private static final String SUBJECT = "workflows";

  /** Told one by one; of more, only their number. */
  private static final int TOLD = 5;

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
