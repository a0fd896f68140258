package dev.stitch.store.migrate;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;

/** What a database that is in use says of its schema. */
@Singleton
public class AppliedMigrations {

  private final Database database;

  AppliedMigrations(Database database) {
    this.database = database;
  }

  /** How many were applied; fails on a database that was never migrated. */
  public long count() {
    return database.number(
        "SELECT count(*) FROM flyway_schema_history WHERE success AND version IS NOT NULL");
  }
}
