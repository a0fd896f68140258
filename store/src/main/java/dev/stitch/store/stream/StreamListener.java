package dev.stitch.store.stream;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Hears that the stream has grown, on a connection of its own: the pool's may be reset, or be
 * shared by a proxy, and would lose what they listen to.
 */
@Singleton
public class StreamListener {

  private final DatasourceConfiguration configuration;

  StreamListener(DatasourceConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Begins to listen.
   *
   * @throws SQLException when the database cannot be reached
   */
  public Listening listen(String channel) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            configuration.getConfiguredUrl(),
            configuration.getConfiguredUsername(),
            configuration.getConfiguredPassword());
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + channel);
      return new Listening(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that listens; for one thread. */
  public static final class Listening implements AutoCloseable {

    private final Connection connection;

    private Listening(Connection connection) {
      this.connection = connection;
    }

    /**
     * Waits for a notification.
     *
     * @return whether one came in time
     */
    public boolean await(Duration time) throws SQLException {
      Object @Nullable [] notifications =
          connection
              .unwrap(PGConnection.class)
              .getNotifications(Math.toIntExact(Math.max(1, time.toMillis())));
      return notifications != null && notifications.length > 0;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
