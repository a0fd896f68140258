package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code stitch up}: each test finds the stack running and leaves it so. */
class UpTest {

  /** API, Temporal, its Web UI, PostgreSQL. */
  private static final List<Integer> USUAL_PORTS = List.of(8080, 7233, 8233, 5433);

  private static final long MOST_MEMORY = 2L << 30;
  private static final double MOST_OF_A_CORE = 0.25;
  private static final Duration LOOK_AT_IDLENESS = Duration.ofSeconds(6);

  private static final List<ServerSocket> SOMEBODY_ELSE = new ArrayList<>();
  private static RunningStack stack;

  @BeforeAll
  static void startWhereTheUsualPortsAreTaken() {
    USUAL_PORTS.forEach(port -> listen(port).ifPresent(SOMEBODY_ELSE::add));
    stack = RunningStack.create();
    System.out.printf(
        "stitch up on a fresh home is ready after %.1f s%n", stack.up().toMillis() / 1000.0);
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
    for (ServerSocket socket : SOMEBODY_ELSE) {
      socket.close();
    }
  }

  /** Empty when somebody listens there already, which serves as well. */
  private static Optional<ServerSocket> listen(int port) {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException taken) {
      return Optional.empty();
    }
  }

  @Test
  void theEndpointsFileHasTheDocumentedShape() {
    JsonNode endpoints = stack.endpoints();

    assertThat(names(endpoints))
        .containsExactly("api", "temporal", "temporalUi", "database", "pids");
    assertThat(endpoints.get("api").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(endpoints.get("temporal").asText()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(endpoints.get("temporalUi").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(endpoints.get("database").asText())
        .matches("postgres://stitch:[0-9a-f]+@127\\.0\\.0\\.1:\\d+/stitch");
    assertThat(names(endpoints.get("pids")))
        .containsExactly("up", "api", "worker", "temporal", "postgres");
    assertThat(endpoints.get("pids"))
        .allSatisfy(
            pid -> assertThat(ProcessHandle.of(pid.asLong())).get().matches(ProcessHandle::isAlive))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyEndpointAnswersAtAPortThatNobodyHad() throws IOException {
    Api api = stack.api();
    JsonNode endpoints = stack.endpoints();

    assertThat(api.get("/health/readiness").good().get("status").asText()).isEqualTo("UP");
    assertThat(new ReadModel(stack).number("SELECT 1")).isEqualTo(1);
    try (Workflows workflows = new Workflows(stack)) {
      assertThat(workflows.isServing()).isTrue();
    }
    try (var page = URI.create(endpoints.get("temporalUi").asText()).toURL().openStream()) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8)).contains("<html");
    }
    assertThat(
            Stream.of("api", "temporalUi", "database")
                .map(name -> URI.create(endpoints.get(name).asText()).getPort()))
        .doesNotContainAnyElementsOf(USUAL_PORTS)
        .doesNotHaveDuplicates();
    assertThat(endpoints.get("temporal").asText()).doesNotEndWith(":7233");
    assertThat(stack.output("up"))
        .contains("Stitch is ready", api.base(), endpoints.get("temporalUi").asText());
  }

  @Test
  void aSecondUpOnTheSameHomeIsRefused() throws InterruptedException {
    Map<String, ProcessHandle> before = stack.processes();

    Process second = stack.launchUp();

    assertThat(second.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(second.exitValue()).isNotZero();
    assertThat(stack.output("up"))
        .contains("Stitch already runs in " + stack.home() + " (process " + stack.pid("up") + ")");
    assertThat(stack.processes()).isEqualTo(before);
    assertThat(stack.api().get("/health/readiness").status()).isEqualTo(200);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anIdleStackIsSmallAndQuiet() throws IOException {
    Processes processes = Processes.family(stack.processes().values());
    long memory = 0;
    for (ProcessHandle process : processes.handles()) {
      memory += residentBytes(process);
    }
    double cores = processes.cores(LOOK_AT_IDLENESS);

    System.out.printf(
        "idle: %d processes, %d MiB resident, %.1f %% of one core%n",
        processes.handles().size(), memory >> 20, cores * 100);
    assertThat(memory).isLessThan(MOST_MEMORY);
    assertThat(cores).isLessThan(MOST_OF_A_CORE);
  }

  @Test
  void toldToEndItLeavesNothingRunningAndTheNextUpGoesOnWithTheData() {
    String contact = stack.api().contact("Ada", "ada-stops@example.org");
    List<ProcessHandle> processes = Processes.family(stack.processes().values()).handles();

    assertThat(stack.stop()).isZero();

    assertThat(stack.endpointsFile()).doesNotExist();
    assertThat(processes).noneMatch(UpTest::runs);
    assertThat(stack.output("up")).contains("Stopped; everything is kept.");
    System.out.printf(
        "stitch up on a used home is ready after %.1f s%n", stack.up().toMillis() / 1000.0);
    assertThat(stack.api().get("/api/contacts/" + contact).good().get("name").asText())
        .isEqualTo("Ada");
  }

  @Test
  void theNextUpTakesOverFromOneThatWasKilled() {
    String contact = stack.api().contact("Grace", "grace-survives@example.org");
    String api = stack.api().base();
    Map<String, ProcessHandle> orphans = stack.processes();

    stack.killUp();
    assertThat(orphans.get("postgres").isAlive()).isTrue();
    stack.up();

    assertThat(orphans.values()).noneMatch(UpTest::runs);
    assertThat(stack.processes().values()).doesNotContainAnyElementsOf(orphans.values());
    assertThat(stack.api().base()).isEqualTo(api);
    assertThat(stack.api().get("/api/contacts/" + contact).good().get("name").asText())
        .isEqualTo("Grace");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether it still works: one that nobody reaps counts as alive although it has ended. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static long residentBytes(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    }
  }
}
