package dev.stitch.store.testing;

import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.migrate.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One embedded server for all tests of a JVM. Migrations run once, into a template; each call of
 * {@link #freshDatabase} copies it, which takes some 50 ms.
 */
public final class Postgres {

  private static final String TEMPLATE = "stitch_template";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private Postgres() {}

  /** A migrated, empty database of the caller's own. */
  public static DatabaseUrl freshDatabase() {
    String name = "stitch_test_" + COUNTER.incrementAndGet();
    Server.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return Server.url(name);
  }

  /** The settings of an application context on a fresh database; mutable, for tests to add to. */
  public static Map<String, String> freshProperties() {
    Map<String, String> properties = new HashMap<>();
    DatabaseConfigurer.properties(freshDatabase())
        .forEach((key, value) -> properties.put(key, value.toString()));
    properties.put("datasources.default.maximum-pool-size", "8");
    properties.put("datasources.default.minimum-idle", "1");
    properties.put("stitch.encryption-key", "dGhlIGtleSBvZiB0ZXN0cyBvbmx5OyAzMiBieXRlcy4=");
    return properties;
  }

  /** Gives a database settings for all connections that are made from now on. */
  public static void set(Map<String, String> properties, Map<String, String> settings) {
    String url = properties.get("datasources.default.url");
    String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    settings.forEach(
        (setting, value) ->
            Server.execute("ALTER DATABASE %s SET %s = %s".formatted(name, setting, value)));
  }

  /** Starts on first use; the server ends with the JVM. */
  private static final class Server {

    private static final String DELETE =
        "for i in $(seq 100); do [ -e \"$0/postmaster.pid\" ] || break; sleep 0.2; done; rm -rf \"$0\"";

    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      if (Boolean.getBoolean("stitch.fast")) {
        throw new IllegalStateException(
            "A test that needs PostgreSQL has the tag 'server', which the fast run leaves out.");
      }
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setCleanDataDirectory(false)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static {
      execute("CREATE DATABASE " + TEMPLATE);
      Migrations.of(url(TEMPLATE)).apply();
      String data = dataDirectory();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteWhenStopped(data)));
    }

    /** By a process of its own: a JVM would be kept for a minute by the files of all databases. */
    private static void deleteWhenStopped(String data) {
      try {
        new ProcessBuilder("sh", "-c", DELETE, data)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException left) {
        System.err.println("could not delete " + data + ": " + left);
      }
    }

    private static String dataDirectory() {
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SHOW data_directory")) {
        row.next();
        return row.getString(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    static DatabaseUrl url(String name) {
      return new DatabaseUrl(SERVER.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    static void execute(String sql) {
      try (Connection connection = SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
