package dev.stitch.api.health;

import dev.stitch.store.Database;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Ready when the database answers and its schema was migrated. */
@Singleton
@Readiness
public class PostgresHealth extends DependencyHealth {

  private final Database database;

  PostgresHealth(@Named(TaskExecutors.BLOCKING) ExecutorService executor, Database database) {
    super("postgresql", executor);
    this.database = database;
  }

  @Override
  Map<String, Object> ask() {
    return Map.of(
        "migrations",
        database.number(
            "SELECT count(*) FROM flyway_schema_history WHERE success AND version IS NOT NULL"));
  }
}
