package dev.stitch.cli.doctor;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** PostgreSQL: whether it answers, is new enough, and has the newest schema. */
final class DatabaseExamination implements Examination {

  private static final String SUBJECT = "database";
  private static final int OLDEST = 15;

  private final Setup setup;

  DatabaseExamination(Setup setup) {
    this.setup = setup;
  }

  @Override
  public List<Finding> examine() {
    try {
      Optional<DatabaseUrl> url = setup.database();
      return url.isPresent() ? examine(url.get()) : List.of(nothingNamed());
    } catch (IllegalArgumentException malformed) {
      return List.of(
          Finding.bad(SUBJECT, malformed.getMessage(), "Correct " + DatabaseUrl.VARIABLE + "."));
    }
  }

  private static Finding nothingNamed() {
    return Finding.notable(
        SUBJECT,
        "no stack runs here and " + DatabaseUrl.VARIABLE + " is not set",
        "Start one with ./stitch up, or name a database.");
  }

  private static List<Finding> examine(DatabaseUrl url) {
    try (Connection connection = url.connect()) {
      String version = connection.getMetaData().getDatabaseProductVersion();
      if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST) {
        return List.of(
            Finding.bad(
                SUBJECT,
                "PostgreSQL " + version + " at " + url,
                "Use PostgreSQL " + OLDEST + " or newer."));
      }
      return List.of(Finding.good(SUBJECT, "PostgreSQL " + version + " at " + url), schema(url));
    } catch (SQLException e) {
      return List.of(
          Finding.bad(
              SUBJECT,
              url + " does not let us in: " + e.getMessage(),
              "Check that the server runs, and host, user and password in "
                  + DatabaseUrl.VARIABLE
                  + "."));
    }
  }

  private static Finding schema(DatabaseUrl url) {
    try {
      List<String> pending = Migrations.of(url).pending();
      return pending.isEmpty()
          ? Finding.good("schema", "up to date")
          : Finding.bad(
              "schema",
              "migrations " + String.join(", ", pending) + " are missing",
              "Run ./stitch migrate.");
    } catch (FlywayException e) {
      return Finding.bad(
          "schema",
          "cannot be read: " + e.getMessage(),
          "Check the user's rights to the schema stitch.");
    }
  }
}
