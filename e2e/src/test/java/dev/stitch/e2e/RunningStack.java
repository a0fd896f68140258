package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.port.Payloads;
import dev.stitch.store.connect.DatabaseUrl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole product, as {@code stitch up} runs it: real processes, a real server, a real database.
 */
final class RunningStack implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the launcher starts commands. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private static final List<String> PARTS = List.of("up", "api", "worker", "temporal", "postgres");

  /**
   * As the launcher has it: beside what was built, so that each stack starts faster than the first.
   */
  private static final Path CLASS_ARCHIVES = Path.of("target").toAbsolutePath();

  /**
   * What users run: jars. Among them no JVM takes folders into an archive of classes, and those of
   * the tests are none of the product.
   */
  private static final String PRODUCT =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.startsWith(CLASS_ARCHIVES.toString()))
          .collect(Collectors.joining(File.pathSeparator));

  private static RunningStack shared;

  private final Path home;
  private final List<String> options;
  private Process up;

  private RunningStack(Path home, List<String> options) {
    this.home = home;
    this.options = options;
  }

  /** One stack for all tests that leave it as they found it; ends with the JVM. */
  static synchronized RunningStack shared() {
    if (shared == null) {
      RunningStack stack = start();
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
      shared = stack;
    }
    return shared;
  }

  /** A stack of the caller's own, at ports of its own. */
  static RunningStack start() {
    RunningStack stack = create("--port", Integer.toString(freePort()));
    try {
      stack.up();
    } catch (RuntimeException | AssertionError e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  /** A fresh home whose {@code stitch up} will get these options; nothing runs yet. */
  static RunningStack create(String... options) {
    try {
      return new RunningStack(Files.createTempDirectory("stitch-e2e"), List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code stitch up} and waits until it is ready; answers how long that took. */
  Duration up() {
    return up(Map.of());
  }

  /** The same with more in its environment. */
  Duration up(Map<String, String> environment) {
    long begun = System.nanoTime();
    up = launchUp(environment);
    Eventually.within(Duration.ofMinutes(3))
        .until(() -> isReady() || !up.isAlive(), () -> "the stack is ready; its log: " + log());
    if (!up.isAlive()) {
      throw new IllegalStateException("stitch up ended: " + log());
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Starts {@code stitch up} on this home and does not wait for anything. */
  Process launchUp() {
    return launchUp(Map.of());
  }

  private Process launchUp(Map<String, String> environment) {
    List<String> arguments = new ArrayList<>(List.of("up", "--home", home.toString()));
    arguments.addAll(options);
    return cli(environment, arguments.toArray(String[]::new));
  }

  /** Whether this stack's own {@code up} says that it is; a killed one leaves its file behind. */
  private boolean isReady() {
    return Files.exists(endpointsFile()) && pid("up") == up.pid();
  }

  /** Runs a command of the command line in a process of its own. */
  Process cli(String... arguments) {
    return cli(Map.of(), arguments);
  }

  /** The same with more in its environment. */
  Process cli(Map<String, String> environment, String... arguments) {
    Map<String, String> withArchives = new LinkedHashMap<>(environment);
    withArchives.putIfAbsent("STITCH_CLASS_ARCHIVES", CLASS_ARCHIVES.toString());
    return java(withArchives, PRODUCT, arguments[0], "dev.stitch.cli.Stitch", arguments);
  }

  /** Runs a program of the class path in a process of its own; its output has this name. */
  Process java(
      Map<String, String> environment, String name, String mainClass, String... arguments) {
    return java(environment, System.getProperty("java.class.path"), name, mainClass, arguments);
  }

  private Process java(
      Map<String, String> environment,
      String classPath,
      String name,
      String mainClass,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    File log = home.resolve(name + ".out").toFile();
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.environment().put("STITCH_HOME", home.toString());
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command has printed. */
  String output(String command) {
    try {
      return Files.readString(home.resolve(command + ".out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What a part has logged so far; one that was killed has its line cut. */
  List<String> logLines(String part) {
    try {
      byte[] log = Files.readAllBytes(home.resolve("logs").resolve(part + ".log"));
      return new String(log, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode endpoints() {
    try {
      return JSON.readTree(endpointsFile().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Api api() {
    return new Api(endpoints().get("api").asText());
  }

  Connection database() throws SQLException {
    DatabaseUrl url = DatabaseUrl.parse(endpoints().get("database").asText());
    Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    connection.setSchema("stitch");
    return connection;
  }

  WorkflowClient temporal() {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(endpoints().get("temporal").asText())
                .build());
    return WorkflowClient.newInstance(
        service, WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build());
  }

  /** Kills one of the processes, as {@code kill -9} does; answers what its id was. */
  long kill(String part) {
    long pid = pid(part);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    return pid;
  }

  /** Kills one of the processes and waits until {@code up} has started it again. */
  void killAndAwaitRestart(String part) {
    long killed = kill(part);
    Eventually.within(Duration.ofMinutes(1))
        .until(() -> pid(part) != killed, () -> part + " runs again; log: " + log());
  }

  long pid(String part) {
    return endpoints().get("pids").get(part).asLong();
  }

  /** The processes by name. */
  Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    for (String part : PARTS) {
      processes.put(part, ProcessHandle.of(pid(part)).orElseThrow());
    }
    return processes;
  }

  /** Kills every process of the stack at once. */
  void killEverything() {
    processes().values().forEach(ProcessHandle::destroyForcibly);
    awaitEndOfUp();
  }

  /** Kills only {@code up}: its children go on without anybody who looks after them. */
  void killUp() {
    up.destroyForcibly();
    awaitEndOfUp();
  }

  /** Lets {@code up} stand still: what ends meanwhile is not started again. */
  void freezeUp() {
    signalUp("STOP");
  }

  /** Lets {@code up} go on, and start again what has ended. */
  void thawUp() {
    signalUp("CONT");
  }

  private void signalUp(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(up.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEndOfUp() {
    Eventually.within(Duration.ofSeconds(20)).until(() -> !up.isAlive(), () -> "up has ended");
  }

  /** As Ctrl-C does; answers the exit code. */
  int stop() {
    thawUp();
    up.destroy();
    try {
      if (!up.waitFor(3, TimeUnit.MINUTES)) {
        up.destroyForcibly();
        throw new IllegalStateException("up did not stop within three minutes: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return up.exitValue();
  }

  Path home() {
    return home;
  }

  Path endpointsFile() {
    return home.resolve("endpoints.json");
  }

  private String log() {
    return output("up");
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops what runs and deletes the home, unless {@code STITCH_E2E_KEEP} asks to look into it. */
  @Override
  public void close() {
    if (up != null && up.isAlive()) {
      stop();
    }
    if (System.getenv("STITCH_E2E_KEEP") != null) {
      System.err.println("kept: " + home);
      return;
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + home + " (" + e + ")");
    }
  }
}
