package dev.stitch.graph.expression;

import java.util.List;

/** The names that expressions and templates see. */
public final class Variables {

  /** What templates see. */
  public static final List<String> IN_TEMPLATES =
      List.of("contact", "entity", "input", "trigger", "steps", "now");

  /** What expressions see; {@code event} is empty except where an event is being matched. */
  public static final List<String> IN_EXPRESSIONS =
      List.of("contact", "entity", "input", "trigger", "steps", "now", "event");

  private Variables() {}
}
