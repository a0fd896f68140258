package dev.stitch.cli.stack;

import static dev.stitch.cli.stack.ProcessRecord.Verdict.GONE;
import static dev.stitch.cli.stack.ProcessRecord.Verdict.OURS;
import static dev.stitch.cli.stack.ProcessRecord.Verdict.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessRecordTest {

  private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00Z");
  private static final ProcessRecord RECORD =
      new ProcessRecord(
          "temporal", 4711, STARTED, "--db-filename=/home/anna/.stitch/temporal.db", 0);

  @Test
  void aProcessThatEndedIsGone() {
    assertThat(RECORD.judge(Optional.empty())).isEqualTo(GONE);
  }

  @Test
  void theSameStartAndTheSameDataMakeItOurs() {
    assertThat(RECORD.judge(seen(STARTED.plusMillis(900), RECORD.mark()))).isEqualTo(OURS);
  }

  @Test
  void aProcessThatStartedLaterHasOnlyInheritedTheId() {
    assertThat(RECORD.judge(seen(STARTED.plusSeconds(60), RECORD.mark()))).isEqualTo(STRANGER);
  }

  @Test
  void aServerOnOtherDataIsAStranger() {
    assertThat(RECORD.judge(seen(STARTED, "--db-filename=/home/bert/.stitch/temporal.db")))
        .isEqualTo(STRANGER);
  }

  private static Optional<RunningProcess> seen(Instant startedAt, String argument) {
    return Optional.of(
        new RunningProcess(4711, startedAt, List.of("temporal", "server", "start-dev", argument)));
  }
}
