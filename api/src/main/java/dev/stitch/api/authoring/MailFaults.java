package dev.stitch.api.authoring;

import dev.stitch.api.error.Problem.Fault;
import dev.stitch.authoring.MailContent;
import java.util.List;

/** What is wrong with the texts of a mail, as faults that point at their fields. */
final class MailFaults {

  /** As many faults as one answer tells. */
  private static final int TOLD = 50;

  private MailFaults() {}

  static List<Fault> of(MailContent content) {
    return content.faults().stream()
        .limit(TOLD)
        .map(fault -> new Fault("/" + fault.field(), fault.message()))
        .toList();
  }
}
