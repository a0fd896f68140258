package dev.stitch.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.crm.SyncSubType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What large syncs take. Asked for by {@code -Dstitch.test.followers=100000} in {@code test.jvm}:
 * it takes minutes.
 */
@Tag("server")
@EnabledIfSystemProperty(named = XSyncVolumeTest.FOLLOWERS, matches = "\\d+")
class XSyncVolumeTest {

  static final String FOLLOWERS = "stitch.test.followers";

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void manyFollowersTakeFewStatementsAPageAndSteadyMemory() {
    int followers = Integer.getInteger(FOLLOWERS);
    try (XStand stand = new XStand()) {
      stand.x.followers(followers);
      stand.x.limit(Integer.MAX_VALUE, Instant.now().plus(Duration.ofHours(1)));
      UUID id = stand.accept(SyncSubType.X_CONTACTS);
      stand.faults.killAt(Integer.MAX_VALUE);
      long before = used();
      long most = before;
      int slices = 0;
      BatchSlice end;
      do {
        end = stand.slices.work(new BatchRequest(id, "x_contacts", slices++));
        most = Math.max(most, used());
      } while (!end.finished() && end.failure() == null && end.hold() == null);

      long pages = stand.run(id).items().processed() / 1_000;
      System.out.printf(
          "%d followers: %d pages, %d slices, %.1f statements and commits a page, %d MiB more at most%n",
          followers,
          pages,
          slices,
          (double) stand.faults.points() / Math.max(1, pages),
          (most - before) >> 20);
      assertThat(end.finished()).isTrue();
      assertThat(stand.count("contacts")).isEqualTo(followers);
      assertThat((most - before) >> 20).as("MiB that stay between slices").isLessThan(64);
      assertThat((double) stand.faults.points() / Math.max(1, pages)).isLessThan(40);
    }
  }

  /** What is still used after everything that is not has been collected. */
  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
