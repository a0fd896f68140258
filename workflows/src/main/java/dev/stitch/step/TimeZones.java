package dev.stitch.step;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as configs and contacts name them. */
public final class TimeZones {

  /** Stands for the time zone of the contact. */
  public static final String CONTACT = "contact";

  private TimeZones() {}

  /**
   * A zone by its IANA name.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ZoneId parse(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a time zone; use 'contact' or a name like Europe/Zurich", e);
    }
  }
}
