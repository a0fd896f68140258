package dev.stitch.cli.stack;

import dev.stitch.store.connect.DatabaseUrl;
import java.util.Map;
import java.util.Optional;

/** The database that the environment names, for commands that a person waits for. */
public final class ConfiguredDatabase {

  private ConfiguredDatabase() {}

  /**
   * Empty when the environment names none.
   *
   * @throws StackException when what it names is no address of a database
   */
  public static Optional<DatabaseUrl> of(Map<String, String> environment) {
    try {
      return DatabaseUrl.fromEnvironment(environment);
    } catch (IllegalArgumentException notOne) {
      throw new StackException(notOne.getMessage(), notOne);
    }
  }
}
