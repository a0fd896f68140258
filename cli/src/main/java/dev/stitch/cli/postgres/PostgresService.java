package dev.stitch.cli.postgres;

import dev.stitch.cli.stack.ChildCommand;
import dev.stitch.cli.stack.LogTail;
import dev.stitch.cli.stack.Service;
import dev.stitch.cli.stack.StackException;
import dev.stitch.store.connect.DatabaseUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The embedded PostgreSQL server. What it has acknowledged survives kill -9 and power cuts. */
public final class PostgresService implements Service {

  /**
   * Connecting to a server that does not accept yet must not hold up the next look at its process.
   */
  private static final String CONNECT_SECONDS = "2";

  private final PostgresCluster cluster;
  private final int port;
  private final LogTail log;

  /** A server on loopback. */
  public PostgresService(PostgresCluster cluster, int port) {
    this.cluster = cluster;
    this.port = port;
    this.log = new LogTail(cluster.home().log("postgres"));
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String where() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String mark() {
    return mark(cluster);
  }

  /** Our database on this server. */
  public DatabaseUrl url() {
    try {
      return cluster.url(port);
    } catch (IOException e) {
      throw new StackException("Cannot read the database's password: " + e.getMessage(), e);
    }
  }

  @Override
  public Process launch() throws IOException {
    try {
      cluster.initialise();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    new PostmasterFile(cluster.data()).deleteIfStale(mark());
    List<String> postgres =
        List.of(
            cluster.programs().path("postgres"),
            mark(),
            "-c",
            "port=" + port,
            "-c",
            "listen_addresses=127.0.0.1",
            // Paths of sockets are limited to about a hundred bytes; homes are not.
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "max_connections=120",
            // The log holds no personal data: details of errors name the values of keys, such as a
            // contact's address, and parameters are what people entered.
            "-c",
            "log_error_verbosity=terse",
            "-c",
            "log_parameter_max_length=0",
            "-c",
            "log_parameter_max_length_on_error=0",
            "-c",
            "shared_buffers=128MB");
    return new ProcessBuilder(ChildCommand.inOwnSession(cluster.unprivileged().command(postgres)))
        .redirectErrorStream(true)
        .redirectOutput(log.redirect())
        .start();
  }

  @Override
  public boolean isReady(Process process) throws IOException {
    try {
      createDatabase();
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public void requestStop(ProcessHandle process) {
    // Fast: sessions are ended and everything is written. Without it a stop would wait for every
    // client to leave.
    List<String> stop =
        List.of(cluster.programs().path("pg_ctl"), "stop", mark(), "--mode=fast", "--no-wait");
    try {
      new ProcessBuilder(cluster.unprivileged().command(stop))
          .redirectErrorStream(true)
          .redirectOutput(log.redirect())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new StackException("Cannot run pg_ctl: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String mark(PostgresCluster cluster) {
    return "-D" + cluster.data();
  }

  private void createDatabase() throws SQLException, IOException {
    DatabaseUrl maintenance = cluster.maintenanceUrl(port);
    Properties properties = new Properties();
    properties.put("user", maintenance.user());
    properties.put("password", maintenance.password());
    properties.put("connectTimeout", CONNECT_SECONDS);
    try (Connection connection = DriverManager.getConnection(maintenance.jdbcUrl(), properties);
        Statement statement = connection.createStatement()) {
      String name = cluster.database();
      try (ResultSet known =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
        if (known.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name);
    }
  }
}
