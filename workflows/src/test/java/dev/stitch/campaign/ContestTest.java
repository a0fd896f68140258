package dev.stitch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContestTest {

  private static final Contest CONTEST = new Contest(Contest.USUAL_MINIMUM);

  /** Wilson's interval as textbooks have it for 10 of 100. */
  @Test
  void aRateHasWilsonsInterval() {
    Proportion share = new Proportion(10, 100);

    assertThat(share.rate()).isEqualTo(0.1);
    assertThat(share.low()).isCloseTo(0.0552, within(0.0001));
    assertThat(share.high()).isCloseTo(0.1744, within(0.0001));
    assertThat(new Proportion(0, 0).high()).as("nothing is known").isEqualTo(1);
    assertThatThrownBy(() -> new Proportion(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClearLeaderWins() {
    assertThat(CONTEST.winner(Map.of("a", new Proportion(40, 400), "b", new Proportion(80, 400))))
        .contains("b");
  }

  @Test
  void nobodyWinsBeforeEveryVariantHasBeenTriedOftenEnough() {
    assertThat(CONTEST.winner(Map.of("a", new Proportion(0, 99), "b", new Proportion(200, 400))))
        .isEmpty();
  }

  @Test
  void aSmallLeadALoneVariantAndATieAreNoVictory() {
    assertThat(CONTEST.winner(Map.of("a", new Proportion(40, 400), "b", new Proportion(44, 400))))
        .isEmpty();
    assertThat(CONTEST.winner(Map.of("a", new Proportion(40, 400)))).isEmpty();
    assertThat(CONTEST.winner(Map.of("a", new Proportion(0, 400), "b", new Proportion(0, 400))))
        .isEmpty();
  }

  @Test
  void variantsThatAreAlikeSeldomHaveAWinner() {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int winners = 0;
    for (int i = 0; i < 2_000; i++) {
      Map<String, Proportion> alike =
          Map.of("a", drawn(random), "b", drawn(random), "c", drawn(random), "d", drawn(random));
      winners += CONTEST.winner(alike).isPresent() ? 1 : 0;
    }
    // 5 of 100 at most are promised; 8 of 100 are some seven standard deviations beyond.
    assertThat(winners).as("seed %d", seed).isLessThan(160);
  }

  private static Proportion drawn(Random random) {
    return new Proportion(random.ints(300, 0, 10).filter(die -> die == 0).count(), 300);
  }
}
