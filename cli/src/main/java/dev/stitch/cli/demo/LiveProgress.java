package dev.stitch.cli.demo;

import dev.stitch.cli.stack.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A picture of the spine that is drawn over again in place, for people at a terminal. */
final class LiveProgress implements ProgressDisplay {

  private static final int BAR = 40;
  private static final String UP_AND_CLEAR = "\u001b[%dF\u001b[J";

  private final Terminal terminal;
  private int drawn;

  LiveProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void show(Snapshot snapshot) {
    List<String> lines = lines(snapshot);
    String over = drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn);
    terminal.line(over + String.join("\n", lines));
    drawn = lines.size();
  }

  private static List<String> lines(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (DemoStages.Stage stage : snapshot.stages().stages()) {
      String statuses =
          stage.live().entrySet().stream()
              .filter(count -> count.getValue() > 0)
              .map(count -> count.getValue() + " " + count.getKey())
              .collect(Collectors.joining(", "));
      String ended = stage.ended() == 0 ? "" : stage.ended() + " ended";
      lines.add(
          "  %-16s %s %s"
              .formatted(
                  stage.label(),
                  bar(stage, snapshot.total()),
                  statuses.isEmpty() || ended.isEmpty()
                      ? statuses + ended
                      : statuses + ", " + ended));
    }
    lines.add(
        "  %s: %d of %d ended, %d mails, %d replies, %d decisions"
            .formatted(
                Terminal.seconds(snapshot.elapsed()),
                snapshot.stages().ended(),
                snapshot.total(),
                snapshot.mails(),
                snapshot.replies(),
                snapshot.decisions()));
    return lines;
  }

  private static String bar(DemoStages.Stage stage, int total) {
    int width = Math.max(total, 1);
    int ended = Math.min(BAR, stage.ended() * BAR / width);
    int standing = Math.min(BAR - ended, Math.ceilDiv(stage.standing() * BAR, width));
    return "█".repeat(ended) + "▒".repeat(standing) + "·".repeat(BAR - ended - standing);
  }
}
