package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.stitch.store.connect.DatabaseUrl;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database and a Temporal namespace that others run, both empty at first. */
class OtherServersTest {

  /** Has the servers; the stacks under test only have addresses. */
  private final RunningStack servers = RunningStack.shared();

  private final RunningStack stack =
      RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
  private final List<Process> parts = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepareServers() throws SQLException {
    String database = "other" + System.nanoTime();
    try (Connection connection = servers.database();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    String url = servers.endpoints().get("database").asText();
    environment.put("STITCH_DATABASE_URL", url.replaceFirst("/[^/]*$", "/" + database));
    environment.put("TEMPORAL_ADDRESS", servers.endpoints().get("temporal").asText());
    environment.put("TEMPORAL_NAMESPACE", database);
    registerNamespace(database);
  }

  private void registerNamespace(String name) {
    WorkflowClient temporal = servers.temporal();
    try {
      temporal
          .getWorkflowServiceStubs()
          .blockingStub()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(name)
                  .setWorkflowExecutionRetentionPeriod(Duration.newBuilder().setSeconds(86_400))
                  .build());
    } finally {
      temporal.getWorkflowServiceStubs().shutdownNow();
    }
  }

  @AfterEach
  void stop() {
    parts.forEach(Process::destroyForcibly);
    stack.close();
  }

  @Test
  void eachPartRunsAloneByItsEnvironment() throws InterruptedException {
    Process migrate = run("migrate");
    assertThat(migrate.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(migrate.exitValue()).as(stack.output("migrate")).isZero();
    int port = RunningStack.freePort();
    environment.put("STITCH_PORT", Integer.toString(port));
    environment.put("STITCH_LOGIN", "off");
    Process worker = run("worker");
    Process server = run("api");
    Api api = new Api("http://127.0.0.1:" + port);
    Eventually.within(java.time.Duration.ofMinutes(1))
        .until(() -> isReady(api), () -> "the API is ready: " + stack.output("api"));

    String flow = ReferenceJourney.publish(api, "child", "remote");
    ReferenceJourney.walk(api, flow, "alone");

    for (Process part : List.of(server, worker)) {
      part.destroy();
      assertThat(part.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void upUsesThemInsteadOfItsOwn() {
    stack.up(environment);

    assertThat(stack.endpoints().get("temporal").asText())
        .isEqualTo(environment.get("TEMPORAL_ADDRESS"));
    assertThat(stack.endpoints().get("database").asText())
        .startsWith(DatabaseUrl.parse(environment.get("STITCH_DATABASE_URL")).toUri());
    assertThat(stack.endpoints().get("pids").path("temporal").isNumber()).isFalse();
    assertThat(stack.endpoints().get("pids").path("postgres").isNumber()).isFalse();
    assertThat(Files.exists(stack.home().resolve("postgres"))).isFalse();
    Api api = stack.api();
    ReferenceJourney.walk(api, ReferenceJourney.publish(api, "child", "local"), "guest");
  }

  private Process run(String command) {
    Process process = stack.cli(environment, command);
    parts.add(process);
    return process;
  }

  private static boolean isReady(Api api) {
    try {
      return api.get("/health/readiness").status() == 200;
    } catch (RuntimeException notYet) {
      return false;
    }
  }
}
