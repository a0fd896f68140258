package dev.stitch.connectors.linkedin;

import io.micronaut.core.annotation.Nullable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where in a row what stands, as the header says it. */
final class ExportColumns {

  /** What an export tells of people, in the order of LinkedIn's own columns. */
  private enum Column {
    FIRST_NAME,
    LAST_NAME,
    URL,
    EMAIL,
    COMPANY,
    POSITION,
    CONNECTED_ON;

    /** By the names that exports of some languages give it; empty for any other text. */
    static Optional<Column> named(String name) {
      return Optional.ofNullable(
          switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "first name", "vorname", "prénom", "nombre", "nome", "voornaam" -> FIRST_NAME;
            case "last name",
                "nachname",
                "nom",
                "apellidos",
                "cognome",
                "sobrenome",
                "achternaam" ->
                LAST_NAME;
            case "url", "profile url" -> URL;
            case "email address",
                "e-mail address",
                "email",
                "e-mail-adresse",
                "adresse e-mail",
                "dirección de correo electrónico",
                "indirizzo email",
                "endereço de e-mail",
                "e-mailadres" ->
                EMAIL;
            case "company", "unternehmen", "entreprise", "empresa", "azienda", "bedrijf" -> COMPANY;
            case "position", "poste", "cargo", "posizione", "functie" -> POSITION;
            case "connected on",
                "verbunden am",
                "connexion établie le",
                "conectado el",
                "collegato il",
                "conectado em",
                "verbonden op" ->
                CONNECTED_ON;
            default -> null;
          });
    }
  }

  private static final List<Column> USUAL_ORDER = List.of(Column.values());

  private static final int USUAL_URL = USUAL_ORDER.indexOf(Column.URL);

  /** A row with as many known names is no person's. */
  private static final int ENOUGH_NAMES = 4;

  /** Characters of a field; no name or address of LinkedIn's is longer. */
  private static final int LONGEST = 2_000;

  private final Map<Column, Integer> places;
  private final boolean header;

  private ExportColumns(Map<Column, Integer> places, boolean header) {
    this.places = places;
    this.header = header;
  }

  /**
   * The columns by a row that may name them, or shows them: of a language that is not known here
   * the address alone is recognised, and of a file without a header the address of its first
   * person.
   */
  static Optional<ExportColumns> of(List<String> row) {
    Map<Column, Integer> named = named(row);
    if (named.size() >= ENOUGH_NAMES) {
      return Optional.of(new ExportColumns(named, true));
    }
    if (row.size() >= USUAL_ORDER.size() - 1
        && Integer.valueOf(USUAL_URL).equals(named.get(Column.URL))) {
      return Optional.of(new ExportColumns(usual(), true));
    }
    return row.size() > USUAL_URL && LinkedInProfile.normalise(row.get(USUAL_URL)).isPresent()
        ? Optional.of(new ExportColumns(usual(), false))
        : Optional.empty();
  }

  /** Whether the row that they were found by names them, and is no person's. */
  boolean fromHeader() {
    return header;
  }

  LinkedInRow read(long line, List<String> row) {
    String url = text(row, Column.URL);
    String email = text(row, Column.EMAIL);
    String day = text(row, Column.CONNECTED_ON);
    return new LinkedInRow(
        line,
        text(row, Column.FIRST_NAME),
        text(row, Column.LAST_NAME),
        url == null ? null : LinkedInProfile.normalise(url).orElse(null),
        email == null || !email.contains("@") ? null : email.toLowerCase(Locale.ROOT),
        text(row, Column.COMPANY),
        text(row, Column.POSITION),
        day == null ? null : ConnectedOn.read(day));
  }

  private @Nullable String text(List<String> row, Column column) {
    Integer place = places.get(column);
    if (place == null || place >= row.size()) {
      return null;
    }
    String text = row.get(place);
    // Cut here, so that a page of rows stays small whatever a file claims.
    String cut = (text.length() > LONGEST ? text.substring(0, LONGEST) : text).strip();
    return cut.isEmpty() ? null : cut;
  }

  private static Map<Column, Integer> named(List<String> row) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int place = 0; place < row.size(); place++) {
      int here = place;
      Column.named(row.get(place)).ifPresent(column -> places.putIfAbsent(column, here));
    }
    return places;
  }

  private static Map<Column, Integer> usual() {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (Column column : USUAL_ORDER) {
      places.put(column, USUAL_ORDER.indexOf(column));
    }
    return places;
  }
}
