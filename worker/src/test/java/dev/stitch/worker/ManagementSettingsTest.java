package dev.stitch.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementSettingsTest {

  @Test
  void withoutAPortAWorkerListensOnNone() {
    assertThat(ManagementSettings.fromEnvironment(Map.of()).listens()).isFalse();
  }

  @Test
  void withAPortItListensOnLoopbackUnlessToldOtherwise() {
    ManagementSettings usual =
        ManagementSettings.fromEnvironment(Map.of("STITCH_WORKER_PORT", "9464"));
    ManagementSettings open =
        ManagementSettings.fromEnvironment(
            Map.of("STITCH_WORKER_PORT", "9464", "STITCH_WORKER_BIND", "0.0.0.0"));

    assertThat(usual).isEqualTo(new ManagementSettings(9464, "127.0.0.1"));
    assertThat(open.bind()).isEqualTo("0.0.0.0");
  }

  @Test
  void whatIsNoPortIsRefusedByName() {
    for (String wrong : new String[] {"0", "-1", "65536", "http", "99999"}) {
      assertThatThrownBy(
              () -> ManagementSettings.fromEnvironment(Map.of("STITCH_WORKER_PORT", wrong)))
          .hasMessageContaining("STITCH_WORKER_PORT")
          .hasMessageContaining(wrong);
    }
  }
}
