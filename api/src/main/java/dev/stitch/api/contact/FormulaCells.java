package dev.stitch.api.contact;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what people typed into a form. A cell that a spreadsheet would
 * take for a formula gets a leading apostrophe, which says that it is text. Telephone numbers begin
 * with a plus too, but cannot do anything.
 */
final class FormulaCells {

  private static final Pattern FORMULA = Pattern.compile("^[=@\\t\\r\\n＝＠].*", Pattern.DOTALL);
  private static final Pattern SIGNED = Pattern.compile("^[+\\-＋－].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-][0-9 ()./x-]*");

  private FormulaCells() {}

  static String neutral(String cell) {
    boolean formula =
        FORMULA.matcher(cell).matches()
            || (SIGNED.matcher(cell).matches() && !NUMBER.matcher(cell).matches());
    return formula ? "'" + cell : cell;
  }
}
