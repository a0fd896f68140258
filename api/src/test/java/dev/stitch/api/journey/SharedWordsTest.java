package dev.stitch.api.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Store and machine know nothing of each other, yet speak of the same statuses. */
class SharedWordsTest {

  @Test
  void storeAndMachineNameTheSameStatusesOfEntities() {
    assertThat(names(dev.stitch.model.EntityStatus.values()))
        .isEqualTo(names(dev.stitch.model.EntityStatus.values()));
  }

  @Test
  void storeAndMachineNameTheSameStatusesOfRuns() {
    assertThat(names(dev.stitch.model.RunStatus.values()))
        .isEqualTo(names(dev.stitch.model.RunStatus.values()));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
