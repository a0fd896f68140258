package dev.stitch.e2e;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * The rows of a PostgreSQL database of ours as SQL text, and the version of its schema: migrations
 * never change, so they make the tables of any version again.
 *
 * @param file the text
 */
record DatabaseDump(Path file) {

  private static final String VERSION = "-- schema version ";

  /** Writes all rows of all tables. */
  void write(Connection database) throws SQLException, IOException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      statement.execute("SET timezone = 'UTC'");
    }
    lines.add(
        VERSION
            + texts(database, "SELECT max(version) FROM stitch.flyway_schema_history").getFirst());
    lines.add("SET search_path = stitch;");
    // Rows come as they are: no trigger judges them, and their order is of no account.
    lines.add("SET session_replication_role = replica;");
    List<String> tables =
        texts(
            database,
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = 'stitch' AND table_type = 'BASE TABLE' ORDER BY table_name
            """);
    lines.add("TRUNCATE " + String.join(", ", tables) + ";");
    for (String table : tables) {
      lines.addAll(rows(database, table));
    }
    lines.addAll(
        texts(
            database,
            """
            SELECT format('SELECT setval(pg_get_serial_sequence(''stitch.%s'', ''%s''), 1000000);',
                          table_name, column_name)
            FROM information_schema.columns
            WHERE table_schema = 'stitch' AND is_identity = 'YES'
            """));
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** Transaction numbers are those of one server; the one that takes the rows gives its own. */
  private static List<String> rows(Connection database, String table) throws SQLException {
    List<String> columns =
        texts(
            database,
            """
            SELECT quote_ident(column_name) FROM information_schema.columns
            WHERE table_schema = 'stitch' AND table_name = '%s' AND is_generated = 'NEVER'
              AND udt_name <> 'xid8'
            ORDER BY ordinal_position
            """
                .formatted(table));
    String values =
        String.join(
            " || ',' || ",
            columns.stream().map(column -> "quote_nullable(" + column + "::text)").toList());
    List<String> rows =
        texts(
            database, "SELECT '(' || %s || ')' FROM stitch.%s ORDER BY 1".formatted(values, table));
    return rows.isEmpty()
        ? rows
        : List.of(
            "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES"
                .formatted(table, String.join(", ", columns)),
            String.join(",\n", rows) + ";");
  }

  private static List<String> texts(Connection database, String select) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Makes the schema as it was and puts the rows into it. */
  void load(DatabaseUrl url) throws IOException, SQLException {
    String sql = Files.readString(file);
    String version = sql.lines().findFirst().orElseThrow().substring(VERSION.length());
    Flyway.configure()
        .dataSource(url.jdbcUrl(), url.user(), url.password())
        .defaultSchema(Migrations.SCHEMA)
        .createSchemas(true)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
    }
  }
}
