package dev.stitch.cli.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a Temporal server. */
record ServerVersion(int major, int minor, int patch) {

  /** The hole that {@link #isFixed} speaks of. */
  static final String HOLE = "CVE-2026-5199";

  /** Where it is closed. */
  static final String FIXES = "1.29.5, 1.30.3, 1.31.0 and what follows each";

  private static final Pattern NUMBERS = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(?:[-+.].*)?");

  static Optional<ServerVersion> parse(String text) {
    Matcher matcher = NUMBERS.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new ServerVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** Whether the hole is closed in it. */
  boolean isFixed() {
    if (major != 1) {
      return major > 1;
    }
    return switch (minor) {
      case 29 -> patch >= 5;
      case 30 -> patch >= 3;
      default -> minor > 30;
    };
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
