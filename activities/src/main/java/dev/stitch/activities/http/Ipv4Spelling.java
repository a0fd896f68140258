package dev.stitch.activities.http;

import java.util.regex.Pattern;

/**
 * IPv4 addresses can be spelt with fewer parts, in octal and in hexadecimal, and programs disagree
 * on what such a spelling means. Only one is beyond doubt: four decimal numbers without leading
 * zeros.
 */
final class Ipv4Spelling {

  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9a-fA-F]*|\\d+)(\\.(0[xX][0-9a-fA-F]*|\\d+))*\\.?");

  private static final Pattern PLAIN =
      Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  private Ipv4Spelling() {}

  /** Whether some program takes it for an address and another takes it for a different one. */
  static boolean ambiguous(String host) {
    return NUMERIC.matcher(host).matches() && !PLAIN.matcher(host).matches();
  }
}
