package dev.stitch.store.run;

import dev.stitch.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Keeps the figures of past days, so that reports need not look at every run. A day that was kept
 * stands for its runs until one of them changes, which the database notes in the transaction that
 * changes it.
 */
@Singleton
public class RunDays {

  private final Database database;
  private final RunTallies tallies;

  RunDays(Database database, RunTallies tallies) {
    this.database = database;
    this.tallies = tallies;
  }

  /**
   * Keeps some of the days that are not kept as they are.
   *
   * @param apart how long a day of which something changes again and again is left as it is
   * @param limit days at most, each in a transaction of its own
   * @return how many were kept
   */
  public int keepUp(Duration apart, int limit) {
    locked(tallies::forgetChanges);
    List<LocalDate> days = tallies.toKeep(apart, limit);
    days.forEach(day -> locked(() -> tallies.keep(day)));
    return days.size();
  }

  private void locked(Runnable work) {
    database.transaction(
        () -> {
          tallies.lock();
          work.run();
        });
  }
}
