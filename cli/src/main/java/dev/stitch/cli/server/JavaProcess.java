package dev.stitch.cli.server;

import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.Home;
import dev.stitch.cli.stack.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command of ours in a JVM of its own.
 *
 * @param home whose it is
 * @param command the command, such as {@code api}
 * @param heapMegabytes the largest heap
 * @param environment every variable that it sees
 */
public record JavaProcess(
    Home home, String command, int heapMegabytes, Map<String, String> environment) {

  /**
   * Names the file with the class path of the newest build, where somebody works on the sources:
   * what is started again takes that one.
   */
  public static final String NEWEST_BUILD = "STITCH_NEWEST_BUILD";

  private static final String MAIN = "dev.stitch.cli.Stitch";

  /** Marks the process as one of this home's. */
  String mark() {
    return "-Dstitch." + command + ".home=" + home.root();
  }

  Process launch() throws IOException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(
        List.of(
            mark(),
            "-Xmx" + heapMegabytes + "m",
            // On two cores the parallel collectors' threads cost more than they bring, and this
            // one's memory is least.
            "-XX:+UseSerialGC",
            // Half alive is worse than gone: the supervisor starts it again.
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    java.addAll(classArchive());
    String more = environment.getOrDefault("STITCH_JAVA_OPTS", "").strip();
    if (!more.isEmpty()) {
      java.addAll(List.of(more.split("\\s+")));
    }
    java.addAll(List.of("-cp", classPath(), MAIN, command));
    ProcessBuilder builder =
        new ProcessBuilder(ChildCommand.inOwnSession(java))
            .redirectErrorStream(true)
            .redirectOutput(new LogTail(home.log(command)).redirect());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String classPath() throws IOException {
    String newest = environment.getOrDefault(NEWEST_BUILD, "");
    return newest.isEmpty()
        ? System.getProperty("java.class.path")
        : Files.readString(Path.of(newest)).strip();
  }

  /**
   * Classes as they were loaded last time: two thirds less to do at each start. The JVM renews the
   * archive by itself when it ends and the class path has changed; it belongs to what was built.
   */
  private List<String> classArchive() {
    String folder = environment.getOrDefault("STITCH_CLASS_ARCHIVES", "");
    return folder.isEmpty()
        ? List.of()
        : List.of(
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + Path.of(folder, command + ".jsa"),
            // That it is made anew is nothing to warn about.
            "-Xlog:disable",
            "-Xlog:all=error,cds*=off,aot*=off:stderr");
  }
}
