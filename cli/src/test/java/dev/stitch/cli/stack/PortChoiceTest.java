package dev.stitch.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortChoiceTest {

  @Test
  void theUsualPortsAreTakenWhenTheyAreFree() {
    assertThat(choose(Set.of(), OptionalInt.empty(), Ports.USUAL)).isEqualTo(Ports.USUAL);
  }

  @Test
  void theNextFreePortsAreTakenInsteadOfTakenOnes() {
    assertThat(choose(Set.of(8080, 8081, 5433), OptionalInt.empty(), Ports.USUAL))
        .isEqualTo(new Ports(8082, 7233, 8233, 5434));
  }

  @Test
  void thePortsOfLastTimeComeFirst() {
    Ports remembered = new Ports(8085, 7300, 8300, 5500);

    assertThat(choose(Set.of(), OptionalInt.empty(), remembered)).isEqualTo(remembered);
    assertThat(choose(Set.of(8085), OptionalInt.empty(), remembered).api()).isEqualTo(8080);
  }

  @Test
  void noPortIsGivenTwice() {
    Ports ports = choose(Set.of(), OptionalInt.of(7233), Ports.USUAL);

    assertThat(ports).isEqualTo(new Ports(7233, 7234, 8233, 5433));
  }

  @Test
  void aPortThatSomebodyAskedForIsNotReplacedByAnother() {
    assertThatThrownBy(() -> choose(Set.of(9000), OptionalInt.of(9000), Ports.USUAL))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("9000")
        .hasMessageContaining("--port");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void whatIsNoPortIsRefused(int number) {
    assertThatThrownBy(() -> PortChoice.onThisMachine().choose(OptionalInt.of(number), Ports.USUAL))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("65535");
  }

  @Test
  void aPortWithAListenerCountsAsTaken() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OptionalInt wanted = OptionalInt.of(listener.getLocalPort());

      assertThatThrownBy(() -> PortChoice.onThisMachine().choose(wanted, Ports.USUAL))
          .isInstanceOf(StackException.class);
    }
  }

  @Test
  void aPortThatAnotherStackHasChosenIsNotChosenAgain(@TempDir Path folder) throws Exception {
    Path claim = folder.resolve("9000");
    try (HeldFile another = HeldFile.tryHold(claim).orElseThrow()) {
      assertThat(new PortClaims(folder).claim(9000)).isFalse();
      assertThat(new PortClaims(folder).claim(9001)).isTrue();
      another.write("held");
    }

    assertThat(new PortClaims(folder).claim(9000)).isTrue();
    assertThat(new PortClaims(folder).claim(9001)).isFalse();
  }

  @Test
  void whereNothingCanBeWrittenPortsAreChosenAllTheSame(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(new PortClaims(file.resolve("ports")).claim(9000)).isTrue();
  }

  private static Ports choose(Set<Integer> taken, OptionalInt wanted, Ports remembered) {
    return new PortChoice(port -> !taken.contains(port)).choose(wanted, remembered);
  }
}
