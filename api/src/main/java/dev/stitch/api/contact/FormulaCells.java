package dev.stitch.api.contact;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what people typed into a form. A cell that a spreadsheet would
 * take for a formula gets a leading apostrophe, which says that it is text, and so does one that
 * would look as if it had got one: so the import can tell which to take off. Telephone numbers
 * begin with a plus too, but cannot do anything.
 */
final class FormulaCells {

  private static final Pattern FORMULA = Pattern.compile("^'*[=@\\t\\r\\n＝＠].*", Pattern.DOTALL);
  private static final Pattern SIGNED = Pattern.compile("^'*[+\\-＋－].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-][0-9 ()./x-]*");

  private FormulaCells() {}

  /** A cell as exports write it. */
  static String neutral(String cell) {
    return isNeutralized(cell) ? "'" + cell : cell;
  }

  /** What {@link #neutral} was given. */
  static String original(String cell) {
    return cell.startsWith("'") && isNeutralized(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isNeutralized(String cell) {
    return FORMULA.matcher(cell).matches()
        || (SIGNED.matcher(cell).matches() && !NUMBER.matcher(cell).matches());
  }
}
