package dev.stitch.api.schedule;

import java.time.Instant;
import java.util.List;

/**
 * Times that are made up for. One that has had its run is not run again.
 *
 * @param times how many there are
 * @param first the first hundred of them
 */
record Backfill(int times, List<Instant> first) {

  private static final int TOLD = 100;

  static Backfill of(List<Instant> times) {
    return new Backfill(times.size(), times.stream().limit(TOLD).toList());
  }
}
