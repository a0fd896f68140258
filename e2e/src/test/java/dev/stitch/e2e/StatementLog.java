package dev.stitch.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What a stack's PostgreSQL logs of statements, from when this is made until it is closed. */
final class StatementLog implements AutoCloseable {

  private final RunningStack stack;
  private final long before;

  StatementLog(RunningStack stack) throws SQLException, IOException {
    this.stack = stack;
    logStatements("all");
    before = logged();
  }

  /** How many statements there were since this was made: idle polling included. */
  long count() throws IOException {
    return logged() - before;
  }

  private long logged() throws IOException {
    List<Path> logs;
    try (Stream<Path> files = Files.walk(stack.home())) {
      logs = files.filter(StatementLog::isOfPostgres).toList();
    }
    long count = 0;
    for (Path log : logs) {
      try (Stream<String> lines = Files.lines(log)) {
        count +=
            lines.filter(line -> line.contains("execute ") || line.contains("statement: ")).count();
      }
    }
    return count;
  }

  private static boolean isOfPostgres(Path file) {
    return file.toString().endsWith(".log") && file.toString().contains("postgres");
  }

  private void logStatements(String which) throws SQLException {
    try (Connection connection = stack.database();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET log_statement = '" + which + "'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  @Override
  public void close() throws SQLException {
    logStatements("none");
  }
}
