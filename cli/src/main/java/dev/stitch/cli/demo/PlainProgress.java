package dev.stitch.cli.demo;

import dev.stitch.cli.stack.Terminal;
import java.time.Duration;
import java.util.stream.Collectors;

/** A line every few seconds, for logs and pipes. */
final class PlainProgress implements ProgressDisplay {

  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private final Terminal terminal;
  private Duration next = Duration.ZERO;

  PlainProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(Snapshot snapshot) {
    if (snapshot.elapsed().compareTo(next) < 0) {
      return;
    }
    next = snapshot.elapsed().plus(BETWEEN);
    String standing =
        snapshot.stages().stages().stream()
            .filter(stage -> stage.standing() > 0)
            .map(stage -> stage.label() + " " + stage.standing())
            .collect(Collectors.joining(", "));
    terminal.line(
        "%7s  %d of %d ended; %s; %d mails, %d replies, %d decisions"
            .formatted(
                Terminal.seconds(snapshot.elapsed()),
                snapshot.stages().ended(),
                snapshot.total(),
                standing.isEmpty() ? "nobody under way" : standing,
                snapshot.mails(),
                snapshot.replies(),
                snapshot.decisions()));
  }
}
