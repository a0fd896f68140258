package dev.stitch.store.migrate;

import dev.stitch.store.connect.DatabaseUrl;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The schema's migrations, applied in order and never changed once released. */
public final class Migrations {

  /** Everything of ours is in this schema, so that a shared database stays tidy. */
  public static final String SCHEMA = "stitch";

  private final Flyway flyway;

  private Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /** The migrations of one database; connects at the first call. */
  public static Migrations of(DatabaseUrl url) {
    return new Migrations(
        Flyway.configure()
            .dataSource(url.jdbcUrl(), url.user(), url.password())
            .defaultSchema(SCHEMA)
            .createSchemas(true)
            .locations("classpath:db/migration")
            .load());
  }

  /**
   * Applies what is missing.
   *
   * @return how many were applied
   * @throws org.flywaydb.core.api.FlywayException when the database is not reachable or a migration
   *     fails
   */
  public int apply() {
    return flyway.migrate().migrationsExecuted;
  }

  /** The versions that are not applied yet, in order. */
  public List<String> pending() {
    return Arrays.stream(flyway.info().pending())
        .map(migration -> migration.getVersion().getVersion())
        .toList();
  }
}
