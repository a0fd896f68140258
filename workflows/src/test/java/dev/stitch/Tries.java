package dev.stitch;

/**
 * How often a test tries what it draws by chance. The fast run ({@code -Dstitch.fast}) tries a part
 * of it: as it draws something else every time, many fast runs try as much as a whole one.
 */
public final class Tries {

  private static final int FAST_SHARE = 5;

  private Tries() {}

  /**
   * @param whole how often the whole run tries
   */
  public static int of(int whole) {
    return Boolean.getBoolean("stitch.fast") ? Math.max(1, whole / FAST_SHARE) : whole;
  }
}
