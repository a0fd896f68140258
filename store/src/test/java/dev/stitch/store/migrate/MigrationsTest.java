package dev.stitch.store.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code stitch migrate} promises. */
@Tag("server")
class MigrationsTest {

  private DatabaseUrl database;

  @BeforeEach
  void empty() throws SQLException {
    database = Postgres.freshDatabase();
    execute("DROP SCHEMA stitch CASCADE");
  }

  @Test
  void aSecondTimeThereIsNothingToDo() {
    int all = Migrations.of(database).pending().size();

    assertThat(Migrations.of(database).apply()).isEqualTo(all).isPositive();
    assertThat(Migrations.of(database).apply()).isZero();
    assertThat(Migrations.of(database).pending()).isEmpty();
  }

  @Test
  void twoAtOnceApplyEachMigrationOnce() throws ExecutionException, InterruptedException {
    int all = Migrations.of(database).pending().size();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = executor.submit(() -> Migrations.of(database).apply());
      Future<Integer> other = executor.submit(() -> Migrations.of(database).apply());

      assertThat(one.get() + other.get()).isEqualTo(all);
    }
  }

  @Test
  void anEarlierBuildLeavesTheSchemaOfALaterOneAsItIs() throws SQLException {
    Migrations.of(database).apply();
    execute(
        """
        INSERT INTO stitch.flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                  installed_by, execution_time, success)
        VALUES (1000, '9999', 'of a later build', 'SQL', 'V9999__of_a_later_build.sql', 1, 'test', 1, true)
        """);

    assertThat(Migrations.of(database).apply()).isZero();
    assertThat(Migrations.of(database).pending()).isEmpty();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
