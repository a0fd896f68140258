package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference journey costs the Temporal server, by the server's own count. */
class TransitionCountTest {

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();

  @ParameterizedTest
  @CsvSource({"child, remote, 110", "child, local, 60", "inline, local, 12"})
  void theReferenceJourneyStaysWithinItsBudget(String isolation, String steps, long budget)
      throws SQLException, IOException {
    String flow = ReferenceJourney.publish(api, isolation, steps);
    ReferenceJourney.walk(api, flow, "warm-up");
    String entity;
    long statements;
    try (StatementLog log = new StatementLog(stack)) {
      entity = ReferenceJourney.walk(api, flow, "counted");
      statements = log.count();
    }

    long transitions = 0;
    long events = 0;
    WorkflowClient temporal = stack.temporal();
    for (String workflowId : workflows(entity)) {
      WorkflowExecutionInfo info = describe(temporal, workflowId);
      transitions += info.getStateTransitionCount();
      events += info.getHistoryLength();
    }
    temporal.getWorkflowServiceStubs().shutdownNow();
    System.out.printf(
        "%s paths, %s steps: %d transitions (budget %d), %d history events, %d SQL statements%n",
        isolation, steps, transitions, budget, events, statements);
    assertThat(transitions).isPositive().isLessThanOrEqualTo(budget);
  }

  /** The journey's workflow and those of its runs. */
  private List<String> workflows(String entity) {
    List<String> ids = new ArrayList<>();
    ids.add("journey/" + entity);
    api.get("/api/workflows?pageSize=100&entityId=" + entity)
        .good()
        .get("data")
        .forEach(
            run -> {
              String id = run.get("workflowId").asText();
              if (!ids.contains(id)) {
                ids.add(id);
              }
            });
    return ids;
  }

  private static WorkflowExecutionInfo describe(WorkflowClient temporal, String workflowId) {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace("default")
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build())
        .getWorkflowExecutionInfo();
  }
}
