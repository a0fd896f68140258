package dev.stitch.api.health;

import dev.stitch.store.migrate.AppliedMigrations;
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

  private final AppliedMigrations migrations;

  PostgresHealth(
      @Named(TaskExecutors.BLOCKING) ExecutorService executor, AppliedMigrations migrations) {
    super("postgresql", executor);
    this.migrations = migrations;
  }

  @Override
  Map<String, Object> ask() {
    return Map.of("migrations", migrations.count());
  }
}
