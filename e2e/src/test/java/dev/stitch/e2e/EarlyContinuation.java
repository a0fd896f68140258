package dev.stitch.e2e;

import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.Terminal;
import dev.stitch.cli.temporal.TemporalBinary;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Stacks whose Temporal server asks workflows to continue as new after a few dozen events instead
 * of thousands, so that what is recorded of a continuation stays small.
 */
final class EarlyContinuation {

  private static final int EVENTS = 60;

  private EarlyContinuation() {}

  /** A running stack in a fresh home; its name for the server's program is a script of ours. */
  static RunningStack start(Map<String, String> environment) throws IOException {
    RunningStack stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    Home home = new Home(stack.home());
    Path program =
        new TemporalBinary(
                home,
                CacheFolder.find(System.getenv()),
                new Terminal(new PrintWriter(System.out, true, StandardCharsets.UTF_8)))
            .find();
    Path script = stack.home().resolve("temporal");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec %s "$@" --dynamic-config-value=limit.historyCount.suggestContinueAsNew=%d
        """
            .formatted(program, EVENTS));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.temporalBinary(), script + "\n");
    stack.up(environment);
    return stack;
  }

  /** Goes on telling a workflow something until it has continued as new. */
  static void bringAbout(WorkflowClient temporal, String workflowId, IntConsumer tell) {
    String first = run(temporal, workflowId);
    for (int number = 0; run(temporal, workflowId).equals(first); number++) {
      tell.accept(number);
    }
  }

  /** Waits until a workflow has continued as new by itself. */
  static void await(WorkflowClient temporal, String workflowId) {
    String first = run(temporal, workflowId);
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> !run(temporal, workflowId).equals(first), () -> workflowId + " continues as new");
  }

  private static String run(WorkflowClient temporal, String workflowId) {
    return temporal.newUntypedWorkflowStub(workflowId).describe().getExecution().getRunId();
  }
}
