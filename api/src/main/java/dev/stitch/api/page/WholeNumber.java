package dev.stitch.api.page;

import dev.stitch.api.error.ApiProblem;
import java.math.BigInteger;

/** A whole number in a query, in plain digits. */
public final class WholeNumber {

  private WholeNumber() {}

  /**
   * A number from 1.
   *
   * @param pointer to the parameter, such as {@code /page}
   * @param most the largest that is allowed
   * @throws ApiProblem 400 for what is none, or is larger
   */
  public static long read(String pointer, String value, long most) {
    return read(pointer, value, 1, most);
  }

  /** As {@link #read(String, String, long)}, of a number from 0. */
  public static long readFromZero(String pointer, String value, long most) {
    return read(pointer, value, 0, most);
  }

  private static long read(String pointer, String value, int least, long most) {
    if (!value.matches("[0-9]+")
        || new BigInteger(value).compareTo(BigInteger.valueOf(least)) < 0) {
      throw ApiProblem.unreadable(pointer, "must be a whole number from " + least);
    }
    if (new BigInteger(value).compareTo(BigInteger.valueOf(most)) > 0) {
      throw ApiProblem.unreadable(pointer, "must be at most " + most);
    }
    return Long.parseLong(value);
  }
}
