package dev.stitch.store;

import jakarta.inject.Singleton;

/**
 * Work that one process does at a time, by an advisory lock of the database. A process that dies
 * lets go at once; one that is cut off from the database may go on for a while beside its
 * successor, so the work must bear that.
 */
@Singleton
public class Lease {

  private final Database database;

  Lease(Database database) {
    this.database = database;
  }

  /**
   * Does the work unless another process is at it. The database's connection is this thread's own
   * for the whole work.
   *
   * @param key names the work; no other work in this database has it
   * @return whether the work was done here
   */
  public boolean tryHold(long key, Runnable work) {
    return database.onConnection(
        connection -> {
          if (!database.exists("SELECT 1 WHERE pg_try_advisory_lock(?)", key)) {
            return false;
          }
          try {
            work.run();
          } finally {
            database.exists("SELECT pg_advisory_unlock(?)", key);
          }
          return true;
        });
  }

  /**
   * For work that lasts: makes sure, from within it, that the database still knows of the lease.
   *
   * @throws SqlFailure when the connection is gone by which the lease is held, so that another
   *     process may be at the work now: it must end here
   */
  public void confirm() {
    database.reach();
  }
}
