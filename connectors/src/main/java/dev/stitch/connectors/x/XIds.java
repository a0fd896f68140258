package dev.stitch.connectors.x;

import java.util.Comparator;

/** Ids of X: numbers of up to 19 digits, which are written as text. */
public final class XIds {

  /** The later an id was given out, the greater it is. */
  public static final Comparator<String> BY_AGE =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private XIds() {}

  /** Whether X may have given it out. */
  public static boolean valid(String id) {
    return id.matches("[0-9]{1,19}");
  }

  /** An id that may stand in a path. */
  static String checked(String id) {
    if (!valid(id)) {
      throw new IllegalArgumentException("ids of X are numbers of up to 19 digits: " + id);
    }
    return id;
  }
}
