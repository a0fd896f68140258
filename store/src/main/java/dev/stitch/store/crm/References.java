package dev.stitch.store.crm;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells whether what a client refers to is there, so that it can be told which field is wrong. */
@Singleton
public class References {

  private final Database database;

  References(Database database) {
    this.database = database;
  }

  public boolean exists(Reference reference, UUID id) {
    return database.exists("SELECT 1 FROM " + reference.table() + " WHERE id = ?", id);
  }
}
