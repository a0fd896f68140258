package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.cli.postgres.PostgresCluster;
import dev.stitch.cli.postgres.PostgresPrograms;
import dev.stitch.cli.postgres.PostgresService;
import dev.stitch.cli.postgres.Unprivileged;
import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Home;
import dev.stitch.e2e.InFlight.Traveller;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.secret.RandomToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stacks that earlier releases left with everything in flight go on under this build: see {@link
 * RecordStack}.
 */
class UpgradeTest {

  private static final Path UPGRADES = Path.of("upgrades");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final RunningStack stack =
      RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
  private final ReadModel database = new ReadModel(stack);
  private final Map<String, String> entities = new HashMap<>();
  private Api api;

  static List<Path> releases() throws IOException {
    try (Stream<Path> folders = Files.list(UPGRADES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @ParameterizedTest
  @MethodSource("releases")
  @Timeout(900)
  void whatIsInFlightGoesOnToItsEnd(Path release) throws Exception {
    restore(release);
    System.out.printf("up on %s in %.1f s%n", release, stack.up().toMillis() / 1000.0);
    api = stack.api();
    findTravellers();

    tell("listens");
    tell("listens-inline");
    tell("continued");
    tell("continued-twice");
    tell("hopes");
    tell("written-to");
    answer("asked");
    answer("calls");
    answer("beside");
    answer("hosts");
    act("waits-long", "skip", "{}");
    act("paused", "resume", "{\"mode\":\"send_now\"}");
    act("stays", "move", "{\"uxNodeId\":\"end\"}");
    mend("blocked");
    String outside = callBack();

    entities.forEach(this::awaitCompleted);
    awaitRun(outside);
    assertThat(api.get("/api/workflows/" + outside).good().at("/result/double/value").asInt())
        .isEqualTo(42);
    everyMailWentOnce();
    theProjectionIsWhatTheWorkflowsSay();
  }

  /** A home as the release left it, though without its passwords. */
  private void restore(Path release) throws Exception {
    Home home = new Home(stack.home());
    home.create();
    Unprivileged user = Unprivileged.find();
    PostgresService postgres =
        new PostgresService(
            new PostgresCluster(
                home,
                PostgresPrograms.unpackInto(user.programCache(CacheFolder.find(System.getenv()))),
                user),
            RunningStack.freePort());
    Process server = postgres.launch();
    try {
      Eventually.within(PATIENCE)
          .until(() -> isReady(postgres, server), () -> "PostgreSQL is ready");
      new DatabaseDump(release.resolve("database.sql")).load(postgres.url());
      shortenRests(postgres);
    } finally {
      postgres.requestStop(server.toHandle());
      assertThat(server.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }
    new TemporalDump(release.resolve("temporal.sql")).load(home.temporalDatabase());
  }

  private static boolean isReady(PostgresService postgres, Process server) {
    try {
      return postgres.isReady(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Items of a for_each that are yet to begin rest as long as their contact says. */
  private static void shortenRests(PostgresService postgres) throws SQLException {
    DatabaseUrl url = postgres.url();
    try (Connection connection =
            DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE stitch.contacts SET attributes = attributes || '{\"rest\":\"1s\"}'");
    }
  }

  private void findTravellers() {
    for (Traveller traveller : InFlight.TRAVELLERS) {
      database
          .texts(
              """
              SELECT e.id FROM entities e JOIN contacts c ON c.id = e.contact_id
              WHERE c.email = ?
              """,
              traveller.email())
          .forEach(entity -> entities.put(traveller.name(), entity));
    }
    assertThat(entities).isNotEmpty();
    assertThat(database.number("SELECT count(*) FROM entities")).isEqualTo(entities.size());
  }

  private void tell(String name) {
    api.post(
            "/api/entities/" + entities.get(name) + "/events",
            Canvas.json("{'id':'go','name':'go','data':{'n':2}}"))
        .good();
  }

  private void act(String name, String act, String body) {
    api.post("/api/entities/" + entities.get(name) + "/" + act, body).good();
  }

  private void answer(String name) {
    JsonNode tasks =
        api.get("/api/tasks?state=open&entityId=" + entities.get(name)).good().get("data");
    assertThat(tasks).as("tasks of " + name).hasSize(1);
    api.post("/api/tasks/" + tasks.get(0).get("id").asText() + "/answer", "{\"choice\":\"yes\"}")
        .good();
  }

  private void mend(String name) throws SQLException {
    try (Connection connection = stack.database();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE contacts SET attributes = attributes || '{\"ready\":true}'");
    }
    act(name, "retry", "{\"from\":\"failed_step\"}");
  }

  /** Only the hash of a token is kept: the test puts that of one it knows in its place. */
  private String callBack() throws SQLException {
    String run =
        database
            .texts(
                """
                SELECT r.id FROM workflow_runs r JOIN flows f ON f.id = r.flow_id WHERE f.name = ?
                """,
                InFlight.OUTSIDE)
            .getFirst();
    String token = RandomToken.fresh();
    try (Connection connection = stack.database();
        PreparedStatement change =
            connection.prepareStatement("UPDATE callbacks SET token_hash = ? WHERE run_id = ?")) {
      change.setString(1, RandomToken.hash(token));
      change.setObject(2, UUID.fromString(run));
      assertThat(change.executeUpdate()).isOne();
    }
    api.post(
            "/api/stitch/callback/" + run + "/wait?token=" + token,
            "{\"status\":\"completed\",\"output\":{\"n\":21}}")
        .good();
    return run;
  }

  private void awaitCompleted(String name, String entity) {
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/entities/" + entity)
                    .good()
                    .get("status")
                    .asText()
                    .equals("completed"),
            () -> name + " is completed: " + api.get("/api/entities/" + entity).body());
  }

  private void awaitRun(String run) {
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/workflows/" + run).good().get("status").asText().equals("completed"),
            () -> "completed: " + api.get("/api/workflows/" + run).body());
  }

  private void everyMailWentOnce() {
    for (Traveller traveller : InFlight.TRAVELLERS) {
      List<String> mails =
          database.texts(
              """
              SELECT node_id FROM email_messages
              WHERE direction = 'outbound' AND to_addr = ? ORDER BY node_id
              """,
              traveller.email());
      assertThat(mails).as("mails to " + traveller.name()).isEqualTo(traveller.mails());
    }
    assertThat(database.texts("SELECT DISTINCT state FROM effects")).containsExactly("sent");
  }

  private void theProjectionIsWhatTheWorkflowsSay() {
    try (Workflows workflows = new Workflows(stack)) {
      ProjectionCheck check = new ProjectionCheck(database, workflows);
      entities.values().forEach(check::entity);
      database.rows("SELECT * FROM workflow_runs").forEach(check::endedRun);
    }
  }
}
