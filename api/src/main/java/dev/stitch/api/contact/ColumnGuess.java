package dev.stitch.api.contact;

import dev.stitch.launch.request.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the columns of other programs' files hold, as far as their names tell. */
final class ColumnGuess {

  /** Names by the fields that they stand for; in lower case, letters alone. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "email", List.of("emailaddress", "mail", "mailaddress", "workemail", "primaryemail"),
          "name", List.of("fullname", "contact", "contactname", "displayname"),
          "phone", List.of("phonenumber", "telephone", "tel", "mobile", "mobilephone"),
          "company", List.of("companyname", "organization", "organisation", "employer", "account"),
          "title", List.of("jobtitle", "position", "role"),
          "timezone", List.of("tz"),
          "tags", List.of("labels"),
          "lifecycleStage", List.of("stage"));

  private final Set<String> taken = new HashSet<>();

  private ColumnGuess() {}

  /** For each column a field, {@code attributes.} and a name, or an empty text; no field twice. */
  static List<String> of(List<String> header) {
    ColumnGuess guess = new ColumnGuess();
    // A column that has a field's own name is that field, also behind one that only sounds like it.
    List<String> named = header.stream().map(guess::named).toList();
    return Stream.iterate(0, i -> i < header.size(), i -> i + 1)
        .map(i -> named.get(i).isEmpty() ? guess.likely(header.get(i)) : named.get(i))
        .toList();
  }

  private String named(String column) {
    String letters = letters(column);
    return CsvColumns.KNOWN.stream()
        .filter(field -> letters(field).equals(letters) && taken.add(field))
        .findFirst()
        .orElse("");
  }

  private String likely(String column) {
    String name = Texts.trimmed(column);
    if (name == null) {
      return "";
    }
    return NAMES.entrySet().stream()
        .filter(field -> field.getValue().contains(letters(name)) && taken.add(field.getKey()))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElseGet(() -> attribute(name));
  }

  /** The columns that cannot be an attribute of their own are left out. */
  private String attribute(String name) {
    boolean isPrefixed =
        name.regionMatches(true, 0, CsvColumns.ATTRIBUTES, 0, CsvColumns.ATTRIBUTES.length());
    String attribute =
        CsvColumns.ATTRIBUTES
            + (isPrefixed ? name.substring(CsvColumns.ATTRIBUTES.length()) : name);
    return !attribute.equals(CsvColumns.ATTRIBUTES) && taken.add(attribute) ? attribute : "";
  }

  private static String letters(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
  }
}
