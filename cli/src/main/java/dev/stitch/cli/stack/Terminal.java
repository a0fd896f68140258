package dev.stitch.cli.stack;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What {@code stitch up} says while it works: one line a fact. */
public final class Terminal {

  private final PrintWriter out;

  /** Writes to {@code out}, which should flush itself. */
  public Terminal(PrintWriter out) {
    this.out = out;
  }

  /** A fact about one part of the stack. */
  public void say(String part, String fact) {
    line(String.format(Locale.ROOT, "  %-9s %s", part, fact));
  }

  /** A line as it is. */
  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  /** A time span as people read it. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
