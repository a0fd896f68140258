package dev.stitch.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Command lines of child processes. */
public final class ChildCommand {

  private ChildCommand() {}

  /**
   * The command in a session of its own. A Ctrl-C reaches every process of the terminal's group at
   * once; apart from it, children are stopped by us, in order. Each variant replaces itself, so the
   * process id is the command's.
   */
  public static List<String> inOwnSession(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (onPath("setsid").isPresent()) {
      whole.add("setsid");
    } else if (onPath("perl").isPresent()) {
      whole.addAll(List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die", "--"));
    }
    whole.addAll(command);
    return whole;
  }

  /** Finds an executable as a shell would. */
  public static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
