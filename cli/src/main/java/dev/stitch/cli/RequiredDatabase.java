package dev.stitch.cli;

import dev.stitch.cli.stack.ConfiguredDatabase;
import dev.stitch.cli.stack.Endpoints;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackException;
import dev.stitch.store.connect.DatabaseUrl;
import java.util.Map;

/** The database of a command that runs one part alone. */
final class RequiredDatabase {

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
                        + " is not set. Name a database with it, such as postgres://user:password@host/stitch,"
                        + " or run `./stitch up`, which brings one."));
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
                Endpoints.file(home)
                    .read()
                    .map(endpoints -> DatabaseUrl.parse(endpoints.database())))
        .orElseGet(() -> configured(environment));
  }
}
