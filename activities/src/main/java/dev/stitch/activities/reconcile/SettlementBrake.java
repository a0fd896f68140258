package dev.stitch.activities.reconcile;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/**
 * Stops the settlement of rows whose workflow is gone when so many are gone at once that Temporal,
 * not its workflows, is likely the wrong one: another namespace, or a restore to an earlier moment.
 * What is settled cannot be brought back, so a person decides.
 */
@Singleton
public class SettlementBrake {

  /** Tells to go on. */
  public static final String VARIABLE = "STITCH_SETTLE_MISSING";

  /** The one value of {@link #VARIABLE}. */
  private static final String ALL = "all";

  /** So many are settled whatever share they are, unless they are all there is. */
  static final int FEW = 10;

  /** One in so many may be gone. */
  static final int SHARE = 10;

  /** So many are not all deleted by hand within one pass. */
  private static final int SEVERAL = 3;

  private final boolean released;

  /**
   * @param setting {@value #VARIABLE}: empty, or {@code all} to settle whatever is missing
   * @throws IllegalArgumentException when it is something else
   */
  public SettlementBrake(@Value("${stitch.settle.missing:}") String setting) {
    if (!setting.isBlank() && !setting.strip().equals(ALL)) {
      throw new IllegalArgumentException(
          VARIABLE + " must be '" + ALL + "' or be left out, not " + setting);
    }
    this.released = !setting.isBlank();
  }

  /**
   * Whether to leave everything as it is.
   *
   * @param looked how many live rows were looked at together
   * @param gone how many of them have no workflow
   */
  boolean stops(int looked, int gone) {
    boolean many = gone > FEW && gone * SHARE > looked;
    boolean all = gone >= SEVERAL && gone == looked;
    return !released && (many || all);
  }
}
