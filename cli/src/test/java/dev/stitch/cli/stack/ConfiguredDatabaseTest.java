package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredDatabaseTest {

  @Test
  void whatIsNoAddressOfADatabaseIsRefusedWithOneThatIs() {
    assertThatThrownBy(() -> ConfiguredDatabase.of(Map.of("STITCH_DATABASE_URL", "nonsense")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("STITCH_DATABASE_URL")
        .hasMessageContaining("postgres://");
  }

  @Test
  void noneIsNoneAtAll() {
    assertThat(ConfiguredDatabase.of(Map.of())).isEmpty();
  }
}
