package dev.stitch.api.page;

import dev.stitch.api.error.ApiProblem;
import java.math.BigInteger;

/** A whole number from 1 in a query, in plain digits. */
public final class WholeNumber {

  private WholeNumber() {}

  /**
   * @param pointer to the parameter, such as {@code /page}
   * @param most the largest that is allowed
   * @throws ApiProblem 400 for what is none, or is larger
   */
  public static long read(String pointer, String value, long most) {
    if (!value.matches("0*[1-9][0-9]*")) {
      throw ApiProblem.unreadable(pointer, "must be a whole number from 1");
    }
    if (new BigInteger(value).compareTo(BigInteger.valueOf(most)) > 0) {
      throw ApiProblem.unreadable(pointer, "must be at most " + most);
    }
    return Long.parseLong(value);
  }
}
