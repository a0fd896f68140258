package dev.stitch.sending;

/**
 * How a mailbox begins: with few mails a day, and more on each day on which it sends.
 *
 * @param start mails on the first day, at least 1
 * @param increment what is added for each day on which it has sent; in percent of the day before
 *     where {@code percent} says so; at least 1
 * @param max what it does not go beyond
 */
public record RampUp(int start, int increment, boolean percent, int max) {

  public RampUp {
    if (start < 1 || increment < 1 || max < start) {
      throw new IllegalArgumentException("no ramp-up: " + start + ", " + increment + ", " + max);
    }
  }

  /**
   * Mails in any day, after so many days on which the mailbox has sent. Parts of mails count as
   * one, so that a percentage always leads on.
   */
  public int perDay(int sendingDays) {
    long perDay = start;
    for (int day = 0; day < sendingDays && perDay < max; day++) {
      perDay += percent ? Math.ceilDiv(perDay * increment, 100) : increment;
    }
    return (int) Math.min(perDay, max);
  }
}
