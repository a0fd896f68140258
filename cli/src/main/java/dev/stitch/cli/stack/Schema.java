package dev.stitch.cli.stack;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** The schema of a database, for commands that a person waits for. */
public final class Schema {

  private Schema() {}

  /**
   * Applies the migrations that are missing.
   *
   * @return how many were applied
   * @throws StackException when the database does not let us in or a migration fails; one line says
   *     why
   */
  public static int migrate(DatabaseUrl database) {
    try {
      return Migrations.of(database).apply();
    } catch (FlywayException failure) {
      String words =
          Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
              .filter(SQLException.class::isInstance)
              .map(SQLException.class::cast)
              .filter(DatabaseFailure::isAboutTheConnection)
              .findFirst()
              .map(DatabaseFailure::words)
              .orElseGet(
                  () ->
                      "The schema at %s cannot be migrated: %s"
                          .formatted(database, failure.getMessage().strip()));
      throw new StackException(words.replaceAll("\\s+", " "), failure);
    }
  }
}
