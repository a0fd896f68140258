package dev.stitch.activities.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/**
 * One call of git.
 *
 * @param folder where it runs
 * @param settings of git's configuration, {@code name=value}, that come before all others
 * @param environment besides what every call has
 * @param input what it reads
 * @param most bytes of output that are kept
 */
record GitCall(
    Path folder,
    List<String> settings,
    List<String> arguments,
    Map<String, String> environment,
    ByteString input,
    int most) {

  /** Enough for names, commits and lists of them. */
  private static final int USUAL_OUTPUT = 1 << 20;

  GitCall {
    settings = List.copyOf(settings);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  static GitCall of(Path folder, String... arguments) {
    return new GitCall(
        folder, List.of(), List.of(arguments), Map.of(), ByteString.EMPTY, USUAL_OUTPUT);
  }

  GitCall with(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(environment);
    both.putAll(more);
    return new GitCall(folder, settings, arguments, both, input, most);
  }

  GitCall set(List<String> more) {
    List<String> both = new ArrayList<>(settings);
    both.addAll(more);
    return new GitCall(folder, both, arguments, environment, input, most);
  }

  GitCall reading(ByteString text) {
    return new GitCall(folder, settings, arguments, environment, text, most);
  }

  GitCall keeping(int bytes) {
    return new GitCall(folder, settings, arguments, environment, input, bytes);
  }
}
