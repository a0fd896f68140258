package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.outside.HeldSettlement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Live workflows that Temporal does not know and that the worker's reconciler leaves alone. */
final class SettlementExamination implements Examination {

  private static final String SUBJECT = "settlement";

  private final Setup setup;

  SettlementExamination(Setup setup) {
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
    List<HeldSettlement> held = HeldSettlement.read(url);
    return held.isEmpty()
        ? List.of(Finding.good(SUBJECT, "Temporal knows the workflows that live"))
        : held.stream().map(SettlementExamination::finding).toList();
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
