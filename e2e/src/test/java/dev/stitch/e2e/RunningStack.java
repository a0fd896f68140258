package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.port.JsonCodec;
import dev.stitch.store.connect.DatabaseUrl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The whole product, as {@code stitch up} runs it: real processes, a real server, a real database.
 */
final class RunningStack implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final int port;
  private Process up;

  private RunningStack(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** One stack for all tests that leave it as they found it; ends with the JVM. */
  static RunningStack shared() {
    return Shared.STACK;
  }

  /** A stack of the caller's own. */
  static RunningStack start() {
    try {
      Path home = Files.createTempDirectory("stitch-e2e");
      RunningStack stack = new RunningStack(home, freePort());
      stack.up();
      return stack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code stitch up} and waits until it is ready; answers how long that took. */
  Duration up() {
    long begun = System.nanoTime();
    up = cli("up", "--home", home.toString(), "--port", Integer.toString(port));
    Eventually.within(Duration.ofMinutes(4))
        .until(
            () -> Files.exists(endpointsFile()) || !up.isAlive(),
            () -> "the stack is ready; its log: " + log());
    if (!up.isAlive()) {
      throw new IllegalStateException("stitch up ended: " + log());
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Runs a command of the command line in a process of its own. */
  Process cli(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.stitch.cli.Stitch"));
    command.addAll(List.of(arguments));
    File log = home.resolve(arguments[0] + ".out").toFile();
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.environment().put("STITCH_HOME", home.toString());
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
        service,
        WorkflowClientOptions.newBuilder().setDataConverter(JsonCodec.dataConverter()).build());
  }

  /** Kills one of the processes, as {@code kill -9} does. */
  void kill(String part) {
    long pid = endpoints().get("pids").get(part).asLong();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  /** Waits until a killed part runs again under another process id. */
  void awaitRestart(String part, long oldPid) {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> {
              if (!Files.exists(endpointsFile())) {
                return false;
              }
              long pid = endpoints().get("pids").get(part).asLong();
              return pid != oldPid
                  && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            },
            () -> part + " runs again; log: " + log());
  }

  long pid(String part) {
    return endpoints().get("pids").get(part).asLong();
  }

  /** Kills every process of the stack at once. */
  void killEverything() {
    JsonNode pids = endpoints().get("pids");
    pids.forEach(pid -> ProcessHandle.of(pid.asLong()).ifPresent(ProcessHandle::destroyForcibly));
    Eventually.within(Duration.ofSeconds(20)).until(() -> !up.isAlive(), () -> "up has ended");
    try {
      Files.deleteIfExists(endpointsFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Ctrl-C does; answers the exit code. */
  int stop() {
    up.destroy();
    try {
      if (!up.waitFor(60, TimeUnit.SECONDS)) {
        up.destroyForcibly();
        throw new IllegalStateException("up did not stop within a minute: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return up.exitValue();
  }

  Path home() {
    return home;
  }

  private Path endpointsFile() {
    return home.resolve("endpoints.json");
  }

  private String log() {
    return output("up");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    if (up != null && up.isAlive()) {
      stop();
    }
  }

  private static final class Shared {
    static final RunningStack STACK = RunningStack.start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(STACK::close));
    }
  }
}
