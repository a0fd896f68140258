package dev.stitch.activities.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08P01", "53300", "57P01", "57014", "40001", "40P01", "58030"})
  void aDatabaseThatIsAwayFullOrAtOddsIsOurs(String state) {
    assertThat(Infrastructure.failed(new IllegalStateException(new SQLException("", state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22P02", "23514", "54000"})
  void aValueThatTheDatabaseRefusesIsTheSteps(String state) {
    assertThat(Infrastructure.failed(new IllegalStateException(new SQLException("", state))))
        .isFalse();
  }

  @Test
  void aFullPoolTemporalAndAShutdownAreOurs() {
    assertThat(Infrastructure.failed(new SQLTransientConnectionException("pool"))).isTrue();
    assertThat(Infrastructure.failed(Status.UNAVAILABLE.asRuntimeException())).isTrue();
    assertThat(Infrastructure.failed(new IllegalStateException(new InterruptedException())))
        .isTrue();
  }

  @Test
  void defectsAndTheOutsideWorldAreNotOurs() {
    assertThat(Infrastructure.failed(new NullPointerException())).isFalse();
    assertThat(Infrastructure.failed(new IllegalStateException(new IOException("their server"))))
        .isFalse();
  }

  @Test
  void whatMetAnOutageIsDoneAgainSoonAndTheHistoryKeepsNoValues() {
    ApplicationFailure again =
        Infrastructure.again(new IllegalStateException("ada@example.com"), 5);

    assertThat(again.isNonRetryable()).isFalse();
    assertThat(again.getNextRetryDelay()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(again).hasNoCause();
    assertThat(again.getMessage()).doesNotContain("ada");
    assertThat(Infrastructure.pause(100_000)).isEqualTo(Duration.ofMinutes(1));
  }
}
