package dev.stitch.cli.up;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.cli.stack.Terminal;
import java.time.Duration;

/** What somebody needs to know once the stack is ready. */
record Banner(StackEndpoints endpoints, Home home, Duration startup) {

  void show(Terminal terminal) {
    terminal.line("");
    terminal.line("Stitch is ready (" + Terminal.seconds(startup) + ")");
    terminal.line("");
    terminal.line("  Console        " + endpoints.api());
    terminal.line("  API reference  " + endpoints.api() + "/docs");
    if (endpoints.temporalUi() != null) {
      terminal.line("  Temporal UI    " + endpoints.temporalUi());
    }
    terminal.line("  Data and logs  " + home.root());
    terminal.line("");
    terminal.line(
        "  ./stitch demo runs journeys on it. Ctrl-C stops it; the next ./stitch up goes on where it was.");
  }
}
