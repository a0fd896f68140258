package dev.stitch.cli.doctor;

import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.StackEndpoints;
import dev.stitch.store.connect.DatabaseUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be examined: what the environment names, else the stack that runs on this machine.
 *
 * @param environment the variables of this process
 * @param running the stack of the home; empty when none is ready
 */
record Setup(Map<String, String> environment, Optional<StackEndpoints> running) {

  static Setup of(Map<String, String> environment, Home home) {
    return new Setup(environment, StackEndpoints.file(home).read());
  }

  /**
   * The database.
   *
   * @throws IllegalArgumentException when the variable is malformed
   */
  Optional<DatabaseUrl> database() {
    return DatabaseUrl.fromEnvironment(environment)
        .or(() -> running.map(endpoints -> DatabaseUrl.parse(endpoints.database())));
  }

  /** The variables with which Temporal's clients connect; empty when nothing names a server. */
  Optional<Map<String, String>> temporal() {
    if (environment.containsKey("TEMPORAL_ADDRESS")
        || environment.containsKey("TEMPORAL_PROFILE")) {
      return Optional.of(environment);
    }
    return running.map(
        endpoints -> {
          Map<String, String> variables = new HashMap<>();
          variables.put("TEMPORAL_ADDRESS", endpoints.temporal());
          variables.put(
              "TEMPORAL_NAMESPACE", environment.getOrDefault("TEMPORAL_NAMESPACE", "default"));
          return variables;
        });
  }
}
