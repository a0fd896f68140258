package dev.stitch.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunDurationsTest {

  private static final long DAY = 86_400_000;

  private final Random random = new Random(66);

  @Test
  void ofFewRunsTheyAreExact() {
    RunDurations few = RunDurations.of(List.of(40_000L, 10_000L, 20_000L, 30_000L));

    assertThat(few.percentile(0.5)).isEqualTo(20_000);
    assertThat(few.percentile(0.95)).isEqualTo(40_000);
  }

  @Test
  void ofNoRunsThereAreNone() {
    RunDurations none = RunDurations.sum(List.of());
    assertThat(none.percentile(0.5)).isNull();
    assertThat(RunDurations.read(none.bytes()).percentile(0.95)).isNull();
  }

  @Test
  void ofManyRunsTheyAreAtMostTwoPercentMore() {
    List<Long> all = some(20_000);
    List<Long> sorted = all.stream().sorted().toList();

    RunDurations durations = RunDurations.of(all);

    for (double share : new double[] {0.05, 0.5, 0.95, 1}) {
      long exact = sorted.get((int) Math.ceil(share * all.size()) - 1);
      assertThat(durations.percentile(share)).isBetween(exact, exact + exact / 50 + 1);
    }
    assertThat(durations.bytes().length).as("in little space").isLessThan(6_000);
  }

  @Test
  void partsAddUpToTheWholeInWhicheverOrder() {
    List<Long> all = some(3_000);
    RunDurations whole = RunDurations.of(all);
    List<RunDurations> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += 100) {
      parts.add(from % 200 == 0 ? parts.size() : 0, RunDurations.of(all.subList(from, from + 100)));
    }

    assertThat(RunDurations.sum(parts).bytes()).isEqualTo(whole.bytes());
    assertThat(RunDurations.read(whole.bytes()).bytes()).isEqualTo(whole.bytes());
  }

  @Test
  void clocksThatRanBackwardsAndRunsOfMonthsAreTakenAsWell() {
    RunDurations odd = RunDurations.of(List.of(-5L, 0L, 400 * DAY, Long.MAX_VALUE));

    RunDurations again = RunDurations.read(odd.bytes());
    assertThat(again.percentile(0.5)).isZero();
    assertThat(again.percentile(0.75)).isEqualTo(400 * DAY);
    assertThat(again.percentile(1)).isEqualTo(Long.MAX_VALUE);
  }

  private List<Long> some(int count) {
    return LongStream.generate(() -> (long) Math.pow(random.nextDouble() * 300, 3.5))
        .limit(count)
        .boxed()
        .toList();
  }
}
