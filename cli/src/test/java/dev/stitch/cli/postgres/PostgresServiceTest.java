package dev.stitch.cli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.cli.stack.CacheFolder;
import dev.stitch.cli.stack.Home;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real server, as whatever user runs the tests. */
@Tag("server")
class PostgresServiceTest {

  @TempDir private Path folder;
  private PostgresService postgres;
  private Process process;

  @BeforeEach
  void startTheServer() throws Exception {
    Home home = new Home(folder.resolve("a home"));
    home.create();
    Unprivileged user = Unprivileged.find();
    PostgresPrograms programs =
        PostgresPrograms.unpackInto(user.programCache(CacheFolder.find(System.getenv())));
    postgres = new PostgresService(new PostgresCluster(home, programs, user), freePort());
    start();
  }

  @AfterEach
  void stopTheServer() throws InterruptedException {
    postgres.requestStop(process.toHandle());
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatIsCommittedSurvivesAKillOfTheServer() throws Exception {
    execute("CREATE TABLE facts AS SELECT 42 AS fact");

    process.destroyForcibly().waitFor();
    start();

    assertThat(query("SELECT fact FROM facts")).isEqualTo("42");
  }

  @Test
  void commitsWaitForTheDisk() throws SQLException {
    assertThat(query("SHOW fsync")).isEqualTo("on");
    assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
  }

  @Test
  void noAddressOfAPersonStandsInTheLog() throws Exception {
    execute("CREATE TABLE people (email text PRIMARY KEY, age int CHECK (age > 0))");
    insert("ada@example.com", 1);

    assertThatThrownBy(() -> insert("ada@example.com", 1)).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> insert("bob@example.com", 0)).isInstanceOf(SQLException.class);

    String log = Files.readString(folder.resolve("a home").resolve("logs").resolve("postgres.log"));
    assertThat(log)
        .contains("duplicate key", "check constraint")
        .doesNotContain("ada@example.com", "bob@example.com");
  }

  @Test
  void lowerCaseKnowsEveryLanguageWhateverTheMachinesIs() throws SQLException {
    assertThat(query("SELECT lower('ÅSA@EXAMPLE.COM')")).isEqualTo("åsa@example.com");
  }

  @Test
  void everyMigrationAppliesOnceAndLeavesNothingPending() {
    Migrations migrations = Migrations.of(postgres.url());
    int pending = migrations.pending().size();

    assertThat(migrations.apply()).isEqualTo(pending).isPositive();
    assertThat(migrations.pending()).isEmpty();
    assertThat(migrations.apply()).isZero();
  }

  @Test
  void aStopEndsTheServerAlthoughClientsAreConnected() throws Exception {
    try (Connection client = connect()) {
      assertThat(client.isValid(1)).isTrue();

      postgres.requestStop(process.toHandle());

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }

  private void start() throws Exception {
    process = postgres.launch();
    Awaitility.await("the server is ready")
        .atMost(Duration.ofMinutes(1))
        .failFast("the server has ended", () -> !process.isAlive())
        .until(() -> postgres.isReady(process));
  }

  private void insert(String email, int age) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO people (email, age) VALUES (?, ?)")) {
      statement.setString(1, email);
      statement.setInt(2, age);
      statement.execute();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    DatabaseUrl url = postgres.url();
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
