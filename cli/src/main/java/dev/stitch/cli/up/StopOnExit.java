package dev.stitch.cli.up;

import dev.stitch.cli.stack.Terminal;

/** Takes the stack down when the process is told to end, by Ctrl-C or a signal. */
final class StopOnExit {

  private StopOnExit() {}

  static void install(Stack stack, Terminal terminal) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, terminal), "stop-stack"));
  }

  private static void stop(Stack stack, Terminal terminal) {
    if (!stack.isRunning()) {
      // A start that failed is being cleared away; what is left when this returns is left for good.
      stack.stop();
      return;
    }
    terminal.line("");
    terminal.line("Stopping Stitch");
    boolean clean = stack.stop();
    terminal.line(
        clean ? "Stopped; everything is kept." : "Stopped, but not everything ended by itself.");
    // Being told to end is no failure: without this the exit code would be that of the signal.
    Runtime.getRuntime().halt(clean ? 0 : 1);
  }
}
