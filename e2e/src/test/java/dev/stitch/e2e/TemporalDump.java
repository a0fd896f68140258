package dev.stitch.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQLite file of a local Temporal server as SQL text: a definition or a row a line, bytes in
 * hexadecimal unless they are text.
 *
 * @param file the text
 */
record TemporalDump(Path file) {

  /** Tables of ours and of the server, without those in which SQLite keeps its search indexes. */
  private static final String TABLES =
      """
      FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        AND NOT EXISTS (
          SELECT search.name FROM sqlite_master search
          WHERE search.sql LIKE 'CREATE VIRTUAL TABLE%'
            AND sqlite_master.name LIKE search.name || '_%')
      """;

  /** What is shorter as text than in hexadecimal. */
  private static final Pattern TEXT = Pattern.compile("[ -~]{24,}");

  /** Which servers are there is for each server to find out. */
  private static final Set<String> LEFT_OUT = Set.of("cluster_membership");

  /** Writes what a server that has stopped has left in its file. */
  void write(Path database) throws SQLException, IOException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = open(database)) {
      for (String definition :
          texts(
              connection,
              "SELECT sql "
                  + TABLES
                  + "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name")) {
        lines.add(definition.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ") + ";");
      }
      for (String table :
          texts(
              connection,
              // A search index is filled by triggers.
              "SELECT name "
                  + TABLES
                  + "AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name")) {
        if (!LEFT_OUT.contains(table)) {
          lines.addAll(rows(connection, table));
        }
      }
    }
    // The server names its file within bytes that tell their length.
    String path = database.toString();
    String nowhere = "/" + "_".repeat(path.length() - 1);
    Files.writeString(file, String.join("\n", lines).replace(path, nowhere) + "\n");
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> columns =
        // Hidden columns are generated ones.
        texts(
            connection,
            "SELECT '\"' || name || '\"' FROM pragma_table_xinfo('%s') WHERE hidden = 0"
                .formatted(table));
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results =
            statement.executeQuery(
                "SELECT "
                    + String.join(
                        ", ", columns.stream().map(column -> "quote(" + column + ")").toList())
                    + " FROM "
                    + table)) {
      while (results.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(inOneLine(results.getString(i)));
        }
        rows.add("(" + String.join(",", values) + ")");
      }
    }
    return rows.isEmpty()
        ? rows
        : List.of(
            "INSERT INTO %s (%s) VALUES".formatted(table, String.join(", ", columns)),
            String.join(",\n", rows) + ";");
  }

  private static String inOneLine(String literal) {
    if (literal.startsWith("X'")) {
      return readable(HexFormat.of().parseHex(literal.substring(2, literal.length() - 1)));
    }
    if (!literal.contains("\n") && !literal.contains("\r")) {
      return literal;
    }
    String text = literal.substring(1, literal.length() - 1).replace("''", "'");
    return "CAST(X'%s' AS TEXT)"
        .formatted(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Text within bytes, which is most of what workflows hold, stands there as text. */
  private static String readable(byte[] bytes) {
    String characters = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> parts = new ArrayList<>();
    int end = 0;
    Matcher text = TEXT.matcher(characters);
    while (text.find()) {
      if (text.start() > end) {
        parts.add(hexadecimal(characters.substring(end, text.start())));
      }
      parts.add("CAST('" + text.group().replace("'", "''") + "' AS BLOB)");
      end = text.end();
    }
    if (end < characters.length() || parts.isEmpty()) {
      parts.add(hexadecimal(characters.substring(end)));
    }
    return String.join("||", parts);
  }

  private static String hexadecimal(String characters) {
    return "X'" + HexFormat.of().formatHex(characters.getBytes(StandardCharsets.ISO_8859_1)) + "'";
  }

  private static List<String> texts(Connection connection, String select) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Makes the file that a server can start on. */
  void load(Path database) throws SQLException, IOException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      String insert = "";
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("INSERT INTO")) {
          insert = line;
        } else if (line.startsWith("(")) {
          statement.execute(insert + line.substring(0, line.length() - 1));
        } else {
          statement.execute(line);
        }
      }
      connection.commit();
    }
  }

  private static Connection open(Path database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + database);
  }
}
