package dev.stitch.cli.doctor;

import dev.stitch.cli.stack.HttpProbe;
import dev.stitch.cli.stack.StackEndpoints;
import java.io.IOException;
import java.util.List;

/** The stack on this machine: whether what its file promises answers. */
final class StackExamination implements Examination {

  private static final String SUBJECT = "stack";

  private final Setup setup;

  StackExamination(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Finding> examine() {
    return List.of(
        setup
            .running()
            .map(StackExamination::examine)
            .orElseGet(() -> Finding.good(SUBJECT, "none runs here")));
  }

  private static Finding examine(StackEndpoints endpoints) {
    try {
      HttpProbe readiness = HttpProbe.of(endpoints.api() + "/health/readiness");
      return readiness.isOk()
          ? Finding.good(SUBJECT, "ready at " + endpoints.api())
          : Finding.bad(
              SUBJECT,
              "%s is not ready (%d): %s"
                  .formatted(endpoints.api(), readiness.status(), readiness.body()),
              "See the logs in its home, in the folder logs.");
    } catch (IOException e) {
      return Finding.bad(
          SUBJECT,
          endpoints.api() + " does not answer: " + e.getMessage(),
          "It was killed, it seems; ./stitch up goes on where it was.");
    }
  }
}
