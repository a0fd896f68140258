package dev.stitch.temporal;

import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;

/** The moment at which a workflow waits, with nothing of it under way. */
public final class Standstill {

  private Standstill() {}

  /**
   * Waits until every activity of a workflow has ended and the workflow knows.
   *
   * <p>The test server, unlike a real one, refuses for good to cancel an activity that ends
   * meanwhile: whoever cancels right after an activity has done its work would now and then wait
   * for ever.
   */
  public static void awaitOf(WorkflowClient client, String workflowId) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              List<HistoryEvent> events = client.fetchHistory(workflowId).getEvents();
              return count(events, EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                      == count(events, EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
                  && events.getLast().getEventType()
                      == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED;
            });
  }

  private static long count(List<HistoryEvent> events, EventType type) {
    return events.stream().filter(event -> event.getEventType() == type).count();
  }
}
