package dev.stitch.activities.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.machine.PlanUnavailable;
import dev.stitch.port.Payloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskHistoryTest {

  private static final HistoryEvent COMPLETED = event(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  private static final HistoryEvent TIMED_OUT = event(EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT);
  private static final HistoryEvent DEFECT =
      failed(new IllegalStateException("a bug", new RuntimeException("beneath it")));
  private static final HistoryEvent OUTAGE =
      failed(
          new IllegalStateException(
              "the task failed",
              new PlanUnavailable(new RuntimeException(new SQLException("no connection")))));

  @Test
  void aTaskThatOurCodeFailsIsStuckFromItsThirdAttemptOn() {
    assertThat(isStuck(2, DEFECT)).isFalse();
    assertThat(isStuck(3, DEFECT)).isTrue();
  }

  @Test
  void aPlanThatIsThereAndCannotBeUnderstoodIsNoOutage() {
    HistoryEvent unreadable =
        failed(new PlanUnavailable(new IllegalStateException("no plan: an array")));

    assertThat(isStuck(3, unreadable)).isTrue();
  }

  @Test
  void aTaskThatIsLostTimeAndAgainIsStuckWhenItHasBeenForMinutes() {
    assertThat(isStuck(7, TIMED_OUT)).isFalse();
    assertThat(isStuck(8, TIMED_OUT)).isTrue();
  }

  @Test
  void aTaskThatMeetsADatabaseThatIsAwayIsStuckWhenItHasBeenForMinutes() {
    assertThat(isStuck(7, OUTAGE)).isFalse();
    assertThat(isStuck(8, OUTAGE)).isTrue();
  }

  @Test
  void whatFailedBeforeTheLastTaskThatWasDoneIsOver() {
    assertThat(TaskHistory.failure(List.of(TIMED_OUT, COMPLETED, DEFECT))).isEmpty();
    assertThat(TaskHistory.failure(List.of(TIMED_OUT, DEFECT, COMPLETED, OUTAGE))).contains(DEFECT);
  }

  private static boolean isStuck(int attempt, HistoryEvent last) {
    Optional<HistoryEvent> failure = TaskHistory.failure(List.of(last, COMPLETED));
    return TaskHistory.isStuck(attempt, failure);
  }

  private static HistoryEvent failed(RuntimeException with) {
    return event(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED).toBuilder()
        .setWorkflowTaskFailedEventAttributes(
            WorkflowTaskFailedEventAttributes.newBuilder()
                .setFailure(Payloads.converter().exceptionToFailure(with)))
        .build();
  }

  private static HistoryEvent event(EventType type) {
    return HistoryEvent.newBuilder().setEventType(type).build();
  }
}
