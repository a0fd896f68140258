package dev.stitch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.cli.stack.StackException;
import io.grpc.Status;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a part could not start, in one line. */
class StartFailureTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TEMPORAL_ADDRESS", "temporal.example:7233", "TEMPORAL_NAMESPACE", "sales");

  @Test
  void aTemporalThatIsNotThereIsNamedByItsAddress() {
    Exception told =
        explained(
            new IllegalStateException(
                "could not start", Status.UNAVAILABLE.withDescription("io").asRuntimeException()));

    assertThat(told).isInstanceOf(StackException.class).hasMessageNotContaining("\n");
    assertThat(told)
        .hasMessageContaining("temporal.example:7233")
        .hasMessageContaining("TEMPORAL_");
  }

  @Test
  void aNamespaceThatIsMissingIsNamed() {
    assertThat(explained(Status.NOT_FOUND.asRuntimeException())).hasMessageContaining("sales");
  }

  @Test
  void aDatabaseThatIsNotThereAndAPortThatIsTakenSayWhatToLookAt() {
    assertThat(explained(new IllegalStateException(new SQLException("Connection\n refused"))))
        .hasMessageContaining("STITCH_DATABASE_URL")
        .hasMessageContaining("Connection refused");
    assertThat(explained(new IllegalStateException(new BindException("in use"))))
        .hasMessageContaining("STITCH_PORT");
  }

  @Test
  void aPasswordThatIsRefusedAndADatabaseThatIsNotThereNameTheirVariable() {
    assertThat(explained(new IllegalStateException(new SQLException("no", "28P01"))))
        .hasMessageContaining("STITCH_DATABASE_PASSWORD");
    assertThat(explained(new IllegalStateException(new SQLException("no", "3D000"))))
        .hasMessageContaining("STITCH_DATABASE_URL");
  }

  @Test
  void aStatementThatFailsIsADefectAndKeepsItsTrace() {
    RuntimeException defect = new IllegalStateException(new SQLException("syntax", "42601"));

    assertThat(explained(defect)).isSameAs(defect);
  }

  @Test
  void settingsThatMakeNoSenseSpeakForThemselves() {
    IllegalArgumentException wrong =
        new IllegalArgumentException("STITCH_LOGIN must be 'required' or 'off', not 'maybe'.");

    assertThat(explained(new IllegalStateException("bean", wrong))).hasMessage(wrong.getMessage());
  }

  @Test
  void whatNobodyKnowsKeepsItsTrace() {
    RuntimeException unknown = new IllegalStateException("a defect");

    assertThat(explained(unknown)).isSameAs(unknown);
  }

  private static Exception explained(RuntimeException failure) {
    return StartFailure.explained(failure, ENVIRONMENT);
  }
}
