package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.outside.HeldSettlement;
import java.sql.SQLException;
import java.util.List;

/** Live workflows that Temporal does not know and that the worker's reconciler leaves alone. */
final class SettlementFindings {

  private static final String SUBJECT = "settlement";

  private SettlementFindings() {}

  static List<Finding> in(DatabaseUrl url) throws SQLException {
    List<HeldSettlement> held = HeldSettlement.read(url);
    return held.isEmpty()
        ? List.of(Finding.good(SUBJECT, "Temporal knows the workflows that live"))
        : held.stream().map(SettlementFindings::finding).toList();
  }

  private static Finding finding(HeldSettlement held) {
    return Finding.bad(
        SUBJECT,
        "nothing is settled since %s: Temporal's namespace %s does not know %d of %d live workflows of type %s (seen last %s)"
            .formatted(
                held.since(),
                held.namespace(),
                held.gone(),
                held.looked(),
                held.workflowType(),
                held.seenAt()),
        "Put the right Temporal back, or see STITCH_SETTLE_MISSING in docs/operations.md.");
  }
}
