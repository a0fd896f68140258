package dev.stitch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"1.29.5", "1.29.10", "1.30.3", "1.31.0", "1.31.0-151.3", "v1.40.0", "2.0.0"})
  void aServerWithTheFixIsKnown(String version) {
    assertThat(ServerVersion.parse(version))
        .hasValueSatisfying(known -> assertThat(known.isFixed()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.28.9", "1.29.1", "1.29.4", "1.30.0", "1.30.2-rc.1", "0.31.0"})
  void aServerWithoutTheFixIsKnown(String version) {
    assertThat(ServerVersion.parse(version))
        .hasValueSatisfying(known -> assertThat(known.isFixed()).isFalse());
  }

  @Test
  void aVersionOfAnotherFormIsNotGuessed() {
    assertThat(ServerVersion.parse("cloud")).isEmpty();
  }
}
