package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.BudgetStanding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetRoomTest {

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  /** Calls of many at once, which end in any order and cost at most what was reserved. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noBudgetIsEverOverspent(long seed) {
    Random random = new Random(seed);
    List<BudgetStanding> standings = new ArrayList<>();
    for (BudgetScope scope : BudgetScope.values()) {
      standings.add(standing(scope, random.nextInt(30), random.nextBoolean()));
    }
    List<BigDecimal> underWay = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (random.nextBoolean() || underWay.isEmpty()) {
        BigDecimal most = BigDecimal.valueOf(1 + random.nextInt(9));
        boolean fits = standings.stream().allMatch(it -> it.left().compareTo(most) >= 0);
        BudgetRoom room = BudgetRoom.of(standings, most);
        assertThat(room instanceof BudgetRoom.Granted).isEqualTo(fits);
        if (fits) {
          underWay.add(most);
          standings.replaceAll(it -> moved(it, BigDecimal.ZERO, most));
        } else if (room instanceof BudgetRoom.Busy) {
          assertThat(underWay).as("it is worth waiting only for others").isNotEmpty();
        }
      } else {
        BigDecimal reserved = underWay.remove(random.nextInt(underWay.size()));
        BigDecimal cost = BigDecimal.valueOf(random.nextInt(reserved.intValue() + 1));
        standings.replaceAll(it -> moved(it, cost, reserved.negate()));
      }
      assertThat(standings)
          .allSatisfy(
              it -> assertThat(it.spent().add(it.reserved())).isLessThanOrEqualTo(it.limit()));
    }
  }

  @Test
  void whereNothingIsBudgetedAllIsGrantedAlsoWithoutAPrice() {
    assertThat(BudgetRoom.of(List.of(), BigDecimal.TEN)).isEqualTo(new BudgetRoom.Granted());
    assertThat(BudgetRoom.of(List.of(), null)).isEqualTo(new BudgetRoom.Granted());
  }

  @Test
  void whatHasNoPriceKeepsNoBudget() {
    BudgetStanding tenant = standing(BudgetScope.TENANT, 100, false);
    assertThat(BudgetRoom.of(List.of(tenant), null)).isEqualTo(new BudgetRoom.Unpriced(tenant));
  }

  @Test
  void aBudgetThatStopsComesBeforeOneThatAsks() {
    BudgetStanding asking = standing(BudgetScope.RUN, 1, false);
    BudgetStanding stopping = standing(BudgetScope.TENANT, 2, true);
    assertThat(BudgetRoom.of(List.of(asking, stopping), BigDecimal.TEN))
        .isEqualTo(new BudgetRoom.Exhausted(stopping));
  }

  @Test
  void moneyThatIsOnlyReservedIsWaitedFor() {
    BudgetStanding half =
        moved(standing(BudgetScope.TENANT, 10, false), BigDecimal.ONE, BigDecimal.valueOf(5));
    assertThat(BudgetRoom.of(List.of(half), BigDecimal.valueOf(4)))
        .isEqualTo(new BudgetRoom.Granted());
    assertThat(BudgetRoom.of(List.of(half), BigDecimal.valueOf(9)))
        .isEqualTo(new BudgetRoom.Busy(half));
    assertThat(BudgetRoom.of(List.of(half), BigDecimal.TEN))
        .isEqualTo(new BudgetRoom.Exhausted(half));
  }

  private static BudgetStanding standing(BudgetScope scope, int limit, boolean stops) {
    return new BudgetStanding(
        scope,
        "key",
        BigDecimal.valueOf(limit),
        BudgetPeriod.TOTAL,
        stops ? BudgetExhausted.STOP : BudgetExhausted.ASK,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private static BudgetStanding moved(
      BudgetStanding standing, BigDecimal spent, BigDecimal reserved) {
    return new BudgetStanding(
        standing.scope(),
        standing.key(),
        standing.limit(),
        standing.period(),
        standing.onExhausted(),
        standing.spent().add(spent),
        standing.reserved().add(reserved));
  }
}
