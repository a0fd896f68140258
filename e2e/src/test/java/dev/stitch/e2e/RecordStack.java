package dev.stitch.e2e;

import dev.stitch.cli.stack.Home;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Records a whole stack with everything in flight for {@link UpgradeTest}: run it when a release is
 * made, with a new folder below {@code e2e/upgrades}, e.g. {@code v2}. What is recorded is never
 * changed: it is what an upgrade meets.
 */
final class RecordStack {

  private RecordStack() {}

  /** Argument: the folder to record into, which must not be there yet. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Files.createDirectory(Path.of(arguments[0]));
    try (RunningStack stack = EarlyContinuation.start(Map.of())) {
      WorkflowClient temporal = stack.temporal();
      new InFlight(stack.api(), temporal).begin();
      temporal.getWorkflowServiceStubs().shutdownNow();
      try (Connection database = stack.database()) {
        new DatabaseDump(folder.resolve("database.sql")).write(database);
      }
      stack.stop();
      new TemporalDump(folder.resolve("temporal.sql"))
          .write(new Home(stack.home()).temporalDatabase());
    }
  }
}
