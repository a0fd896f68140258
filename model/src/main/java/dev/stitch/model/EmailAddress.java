package dev.stitch.model;

import java.util.regex.Pattern;

/**
 * What is taken for an e-mail address: the dot-atom form of RFC 5321 with a domain of at least two
 * labels, other scripts included (RFC 6531). Quoted local parts and address literals are not, since
 * hardly any mail system delivers to them.
 */
public final class EmailAddress {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_PART = 64;

  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL =
      "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
  private static final Pattern FORM =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")+");

  private EmailAddress() {}

  /** Whether a text has that form. */
  public static boolean valid(String address) {
    return address.length() <= MAX_LENGTH
        && address.indexOf('@') <= MAX_LOCAL_PART
        && FORM.matcher(address).matches();
  }
}
