package dev.stitch.activities.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementBrakeTest {

  private final SettlementBrake brake = new SettlementBrake("");

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "4, 3", "200, 10", "20, 10", "200, 20"})
  void whatSomebodyMayHaveDeletedByHandIsSettled(int looked, int gone) {
    assertThat(brake.stops(looked, gone)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "200, 200", "200, 21", "20, 11", "12, 12"})
  void whatLooksLikeAnotherTemporalIsLeftAlone(int looked, int gone) {
    assertThat(brake.stops(looked, gone)).isTrue();
  }

  @Test
  void theOperatorReleasesIt() {
    assertThat(new SettlementBrake("all").stops(200, 200)).isFalse();
  }

  @Test
  void anotherSettingIsSaidByItsName() {
    assertThatThrownBy(() -> new SettlementBrake("yes"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STITCH_SETTLE_MISSING must be 'all'");
  }
}
