package dev.stitch.cli;

import dev.stitch.cli.stack.ConfiguredDatabase;
import dev.stitch.cli.stack.DatabaseFailure;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.cli.stack.StackException;
import dev.stitch.store.connect.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a command that runs one part alone. */
final class RequiredDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(RequiredDatabase.class);

  private RequiredDatabase() {}

  /**
   * The database that the environment names.
   *
   * @throws StackException when it names none
   */
  static DatabaseUrl configured(Map<String, String> environment) {
    return ConfiguredDatabase.of(environment)
        .orElseThrow(
            () ->
                new StackException(
                    DatabaseUrl.VARIABLE
                        + " is not set. Name a database with it, such as"
                        + " postgres://user:password@host/stitch, or run `./stitch up`, which"
                        + " brings one."));
  }

  /**
   * Connects once. A server starts without a database that is away, and the log says why it is not
   * ready until it is back; without a user or a database that exists it does not.
   *
   * @throws StackException when the database refuses us for good
   */
  static void tryOnce(DatabaseUrl url) {
    try (Connection connection = url.connect()) {
      LOG.debug("The database answers as {}", connection.getMetaData().getDatabaseProductName());
    } catch (SQLException failure) {
      String words = DatabaseFailure.words(failure);
      if (DatabaseFailure.isLasting(failure)) {
        throw new StackException(words, failure);
      }
      LOG.warn(words);
    }
  }

  /**
   * The database that the environment names, else that of the running stack.
   *
   * @throws StackException when there is neither
   */
  static DatabaseUrl configuredOrRunning(Map<String, String> environment, Home home) {
    return ConfiguredDatabase.of(environment)
        .or(
            () ->
                StackEndpoints.file(home)
                    .read()
                    .map(endpoints -> DatabaseUrl.parse(endpoints.database())))
        .orElseGet(() -> configured(environment));
  }
}
